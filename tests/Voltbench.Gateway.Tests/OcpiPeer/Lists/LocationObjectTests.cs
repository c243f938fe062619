using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;
using Voltbench.Testing.Schemas;

namespace Voltbench.Gateway.Tests.OcpiPeer.Lists;

/// <summary>One location, EVSE or connector by its path.</summary>
public class LocationObjectTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V221)]
    public async Task Each_level_has_its_object(OcpiVersion version)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        var peer = await TestPeer.CreateAsync(gateway, party);
        var id = await StoredObjects.AddLocationAsync(gateway, party, "E 1/a", StoredObjects.Start, "CHARGING");

        var location = await GetAsync(peer, version, "location", $"locations/{id}");
        location.Data!["evses"]![0]!["status"]!.GetValue<string>().ShouldBe("CHARGING");
        var evse = await GetAsync(peer, version, "evse", $"locations/{id}/E%201%2Fa");
        evse.Data!.ToJsonString().ShouldBe(location.Data["evses"]![0]!.ToJsonString());
        var connector = await GetAsync(peer, version, "connector", $"locations/{id}/E%201%2Fa/1");
        connector.Data!.ToJsonString().ShouldBe(evse.Data["connectors"]![0]!.ToJsonString());
        (await peer.GetAsync($"locations?limit=1")).Data![0]!.ToJsonString().ShouldBe(location.Data.ToJsonString());
    }

    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V221)]
    public async Task What_is_not_there_or_is_another_CPOs_is_a_404_with_2003(OcpiVersion version)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        var peer = await TestPeer.CreateAsync(gateway, party);
        var other = await TestParty.CreateAsync(gateway, version);
        var id = await StoredObjects.AddLocationAsync(gateway, party, "E1", StoredObjects.Start);
        var foreign = await StoredObjects.AddLocationAsync(gateway, other, "E1", StoredObjects.Start);

        foreach (var path in new[] { $"{foreign}", $"{foreign}/E1", $"{foreign}/E1/1", $"{Guid.NewGuid()}", "LOC1", new string('x', 300), $"{id}/E2", $"{id}/E2/1", $"{id}/E1/2", "'--" })
        {
            var reply = await peer.GetAsync($"locations/{path}");
            (reply.Http, reply.Code).ShouldBe((404, 2003), path);
            reply.Data.ShouldBeNull();
        }
    }

    [Theory]
    [InlineData(OcpiVersion.V211, 404)]
    [InlineData(OcpiVersion.V221, 200)]
    public async Task Case_counts_in_a_string_and_not_in_a_CiString(OcpiVersion version, int status)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        var peer = await TestPeer.CreateAsync(gateway, party);
        var id = await StoredObjects.AddLocationAsync(gateway, party, "EVSE1", StoredObjects.Start);

        (await peer.GetAsync($"locations/{id}/evse1")).Http.ShouldBe(status);
    }

    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V221)]
    public async Task What_was_removed_stays_visible_as_REMOVED(OcpiVersion version)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        var peer = await TestPeer.CreateAsync(gateway, party);
        var id = await StoredObjects.AddLocationAsync(gateway, party, "E1", StoredObjects.Start, "REMOVED");
        await StoredObjects.ExecuteAsync(gateway, "update ocpp.ocpi_locations set deleted_at = now() where partner_operation_id = $1", party.Id);

        (await peer.GetAsync("locations")).Data![0]!["evses"]![0]!["status"]!.GetValue<string>().ShouldBe("REMOVED");
        (await peer.GetAsync($"locations/{id}/E1")).Data!["status"]!.GetValue<string>().ShouldBe("REMOVED");
    }

    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V221)]
    public async Task Token_A_opens_no_module(OcpiVersion version)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        using var http = new HttpClient();
        foreach (var path in new[] { "locations", $"locations/{Guid.NewGuid()}", "tariffs", "sessions", "cdrs" })
        {
            var reply = await OcpiReply.SendAsync(http, party.Request(HttpMethod.Get, path, party.TokenA));
            (reply.Http, reply.Data).ShouldBe((401, null), path);
        }
    }

    private static async Task<OcpiReply> GetAsync(TestPeer peer, OcpiVersion version, string kind, string path)
    {
        var reply = await peer.GetAsync(path);
        (reply.Http, reply.Code).ShouldBe((200, 1000), path);
        if (OcpiSchemas.Available)
            OcpiSchemas.Check(version, kind, reply.Data!.ToJsonString()).ShouldBeNull();
        return reply;
    }
}

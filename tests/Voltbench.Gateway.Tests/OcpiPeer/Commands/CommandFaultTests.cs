using System.Text.Json.Nodes;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiPeer.Commands;

/// <summary>What is wrong with a command is said at once, and nothing reaches a station.</summary>
public class CommandFaultTests(ClosedGateway gateway) : IClassFixture<ClosedGateway>
{
    private const string Token211 = """{"uid":"U","type":"OTHER","auth_id":"A","issuer":"I","valid":true,"whitelist":"NEVER","last_updated":"2026-01-01T00:00:00Z"}""";
    private const string Token221 =
        """{"country_code":"NL","party_id":"TNM","uid":"U","type":"APP_USER","contract_id":"C","issuer":"I","valid":true,"whitelist":"NEVER","last_updated":"2026-01-01T00:00:00Z"}""";

    /// <summary>Version, command, body, HTTP status, OCPI status, result. LOC, EVSE, URL and TOKEN stand for what exists.</summary>
    public static TheoryData<OcpiVersion, string, string, int, int, string?> Faults()
    {
        var rows = new TheoryData<OcpiVersion, string, string, int, int, string?>();
        foreach (var version in new[] { OcpiVersion.V211, OcpiVersion.V221 })
        {
            var token = version == OcpiVersion.V211 ? Token211 : Token221;
            rows.Add(version, "START_SESSION", $$"""{"response_url":"URL","token":{{token}},"location_id":"7d3f7e0a-0000-4000-8000-000000000000"}""", 200, 2003, "REJECTED");
            rows.Add(version, "START_SESSION", $$"""{"response_url":"URL","token":{{token}},"location_id":"nowhere"}""", 200, 2003, "REJECTED");
            rows.Add(version, "START_SESSION", $$"""{"response_url":"URL","token":{{token}},"location_id":"LOC","evse_uid":"nothing"}""", 200, 2003, "REJECTED");
            rows.Add(version, "START_SESSION", $$"""{"response_url":"nonsense","token":{{token}},"location_id":"LOC"}""", 200, 2001, null);
            rows.Add(version, "START_SESSION", $$"""{"response_url":"ftp://example.com/x","token":{{token}},"location_id":"LOC"}""", 200, 2001, null);
            rows.Add(version, "START_SESSION", $$"""{"response_url":"http://10.0.0.1/x","token":{{token}},"location_id":"LOC"}""", 200, 2001, null);
            rows.Add(version, "START_SESSION", $$"""{"response_url":"http://169.254.169.254/latest","token":{{token}},"location_id":"LOC"}""", 200, 2001, null);
            rows.Add(version, "START_SESSION", $$"""{"token":{{token}},"location_id":"LOC"}""", 200, 2001, null);
            rows.Add(version, "START_SESSION", """{"response_url":"URL","location_id":"LOC"}""", 200, 2001, null);
            rows.Add(version, "START_SESSION", """{"response_url":"URL","token":"U","location_id":"LOC"}""", 200, 2001, null);
            rows.Add(version, "START_SESSION", """{"response_url":"URL","token":{"uid":"U"},"location_id":"LOC"}""", 200, 2001, null);
            rows.Add(version, "START_SESSION", $$"""{"response_url":"URL","token":{{token.Replace("\"U\"", $"\"{new string('U', 37)}\"", StringComparison.Ordinal)}},"location_id":"LOC"}""", 200, 2001, null);
            rows.Add(version, "START_SESSION", "{", 400, 2001, null);
            rows.Add(version, "START_SESSION", "[]", 200, 2001, null);
            rows.Add(version, "start_session", "{}", 404, 2000, null);
            rows.Add(version, "EXPLODE", "{}", 404, 2000, null);
            rows.Add(version, "STOP_SESSION", """{"response_url":"URL","session_id":"none"}""", 200, 1000, "UNKNOWN_SESSION");
            rows.Add(version, "STOP_SESSION", """{"response_url":"URL"}""", 200, 2001, null);
            rows.Add(version, "STOP_SESSION", """{"response_url":"http://[fe80::1]/","session_id":"none"}""", 200, 2001, null);
            rows.Add(version, "UNLOCK_CONNECTOR", """{"response_url":"URL","location_id":"1234","evse_uid":"1234","connector_id":"1"}""", 200, 2003, "REJECTED");
            rows.Add(version, "UNLOCK_CONNECTOR", """{"response_url":"URL","location_id":"LOC","evse_uid":"EVSE","connector_id":"2"}""", 200, 2003, "REJECTED");
            rows.Add(version, "UNLOCK_CONNECTOR", """{"response_url":"URL","location_id":"LOC","evse_uid":"EVSE"}""", 200, 2001, null);
            rows.Add(version, "RESERVE_NOW", $$"""{"response_url":"URL","token":{{token}},"location_id":"LOC","reservation_id":{{(version == OcpiVersion.V211 ? "1" : "\"1\"")}},"expiry_date":"2020-01-01T00:00:00Z"}""", 200, 1000, "REJECTED");
            rows.Add(version, "RESERVE_NOW", $$"""{"response_url":"URL","token":{{token}},"location_id":"LOC","reservation_id":{{(version == OcpiVersion.V211 ? "1" : "\"1\"")}},"expiry_date":"tomorrow"}""", 200, 2001, null);
            rows.Add(version, "RESERVE_NOW", $$"""{"response_url":"URL","token":{{token}},"location_id":"LOC","reservation_id":{{(version == OcpiVersion.V211 ? "\"1\"" : "1")}},"expiry_date":"2099-01-01T00:00:00Z"}""", 200, 2001, null);
        }

        rows.Add(OcpiVersion.V211, "CANCEL_RESERVATION", """{"response_url":"URL","reservation_id":"1"}""", 404, 2000, null); // came with 2.2
        rows.Add(OcpiVersion.V221, "START_SESSION", $$"""{"response_url":"URL","token":{{Token221}},"location_id":"LOC","evse_uid":"EVSE","connector_id":"9"}""", 200, 2003, "REJECTED");
        rows.Add(OcpiVersion.V221, "START_SESSION", $$"""{"response_url":"URL","token":{{Token221}},"location_id":"LOC","connector_id":"1"}""", 200, 2001, null);
        rows.Add(OcpiVersion.V221, "START_SESSION", $$"""{"response_url":"URL","token":{{Token221.Replace("TNM", "XXX", StringComparison.Ordinal)}},"location_id":"LOC"}""", 200, 1000, "REJECTED");
        rows.Add(OcpiVersion.V221, "RESERVE_NOW", $$"""{"response_url":"URL","token":{{Token221.Replace("TNM", "XXX", StringComparison.Ordinal)}},"location_id":"LOC","reservation_id":"1","expiry_date":"2099-01-01T00:00:00Z"}""", 200, 1000, "REJECTED");
        return rows;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Is_said_at_once(OcpiVersion version, string command, string body, int http, int code, string? result)
    {
        var cpo = await gateway.CpoAsync(version);
        var reply = await FakePeer.AskAsync(cpo.Party, HttpMethod.Post, $"commands/{command}", cpo.Token, Fill(cpo, body));
        (reply.Http, reply.Code, LiveCpo.Result(reply)).ShouldBe((http, code, result), reply.Message);
        reply.Message.ShouldNotBeNullOrEmpty();
        (await cpo.ScalarAsync<long>($"select count(*) from ocpp.ocpi_commands where partner_operation_id = {cpo.Party.Id}")).ShouldBe(0);
    }

    [Theory]
    [InlineData("GET", "chargingprofiles/none?duration=60&response_url=URL", null, 1000, "UNKNOWN_SESSION")]
    [InlineData("GET", "chargingprofiles/none?response_url=URL", null, 2001, null)]
    [InlineData("GET", "chargingprofiles/none?duration=0&response_url=URL", null, 2001, null)]
    [InlineData("GET", "chargingprofiles/none?duration=1e3&response_url=URL", null, 2001, null)]
    [InlineData("GET", "chargingprofiles/none?duration=99999999&response_url=URL", null, 2001, null)]
    [InlineData("GET", "chargingprofiles/none?duration=60", null, 2001, null)]
    [InlineData("GET", "chargingprofiles/none?duration=60&response_url=http%3A%2F%2F192.168.1.1", null, 2001, null)]
    [InlineData("DELETE", "chargingprofiles/none?response_url=URL", null, 1000, "UNKNOWN_SESSION")]
    [InlineData("DELETE", "chargingprofiles/none", null, 2001, null)]
    [InlineData("PUT", "chargingprofiles/none", """{"charging_profile":{"charging_rate_unit":"A","charging_profile_period":[{"start_period":0,"limit":6}]},"response_url":"URL"}""", 1000, "UNKNOWN_SESSION")]
    [InlineData("PUT", "chargingprofiles/none", """{"charging_profile":{"charging_rate_unit":"A"},"response_url":"URL"}""", 2001, null)]
    [InlineData("PUT", "chargingprofiles/none", """{"charging_profile":{"charging_rate_unit":"kW","charging_profile_period":[{"start_period":0,"limit":6}]},"response_url":"URL"}""", 2001, null)]
    [InlineData("PUT", "chargingprofiles/none", """{"charging_profile":{"charging_rate_unit":"A","charging_profile_period":[{"start_period":5,"limit":6}]},"response_url":"URL"}""", 2001, null)]
    [InlineData("PUT", "chargingprofiles/none", """{"charging_profile":{"charging_rate_unit":"A","charging_profile_period":[{"start_period":0,"limit":6},{"start_period":0,"limit":7}]},"response_url":"URL"}""", 2001, null)]
    [InlineData("PUT", "chargingprofiles/none", """{"charging_profile":{"charging_rate_unit":"A","charging_profile_period":[{"start_period":0,"limit":-1}]},"response_url":"URL"}""", 2001, null)]
    public async Task So_is_what_is_wrong_with_a_profile(string method, string path, string? body, int code, string? result)
    {
        var cpo = await gateway.CpoAsync(OcpiVersion.V221);
        var url = Uri.EscapeDataString("http://127.0.0.1:9/x");
        var reply = await FakePeer.AskAsync(cpo.Party, new HttpMethod(method), path.Replace("URL", url, StringComparison.Ordinal), cpo.Token, body is null ? null : Fill(cpo, body));
        (reply.Http, reply.Code, LiveCpo.Result(reply)).ShouldBe((200, code, result), reply.Message);
    }

    [Fact]
    public async Task Sessions_and_places_of_others_are_out_of_reach()
    {
        var mine = await gateway.CpoAsync(OcpiVersion.V221);
        await using var theirs = await LiveCpo.StartAsync(gateway, OcpiVersion.V221, "OCPP1.6");
        await theirs.RunAsync("START_SESSION", new JsonObject { ["token"] = theirs.TokenOf("T"), ["location_id"] = $"{theirs.Location}" });
        var session = "";
        await Eventually.BecomesAsync(
            async () => (session = await theirs.ScalarAsync<string>($"select id from ocpp.ocpi_sessions where partner_operation_id = {theirs.Party.Id}")) is not null, "the session has a name");

        // Another CPO of the organization does not know it; another eMSP of the same CPO may not touch it.
        var (reply, _) = await mine.SendAsync("STOP_SESSION", new JsonObject { ["session_id"] = session });
        LiveCpo.Result(reply).ShouldBe("UNKNOWN_SESSION");
        var (elsewhere, _) = await mine.SendAsync("START_SESSION", new JsonObject { ["token"] = mine.TokenOf("T"), ["location_id"] = $"{theirs.Location}" });
        (elsewhere.Code, LiveCpo.Result(elsewhere)).ShouldBe((2003, "REJECTED"));
        var (other, token) = await theirs.AddPeerAsync("OTH");
        await using var _ = other;
        var (foreign, _) = await theirs.SendAsync("STOP_SESSION", new JsonObject { ["session_id"] = session }, other, token);
        LiveCpo.Result(foreign).ShouldBe("REJECTED");
        (await theirs.ScalarAsync<bool>($"select stopped_at is null from ocpp.csms_transactions where partner_operation_id = {theirs.Party.Id}")).ShouldBeTrue();

        // And profiles, once too often.
        for (var i = 1; i <= 4; i++)
        {
            var answer = await FakePeer.AskAsync(
                theirs.Party, HttpMethod.Get, $"chargingprofiles/{session}?duration=60&response_url={Uri.EscapeDataString(theirs.Peer.Address + "/x")}", theirs.Token);
            LiveCpo.Result(answer).ShouldBe(i <= ClosedGateway.ProfilesPerMinute ? "ACCEPTED" : "TOO_OFTEN");
        }
    }

    private static string Fill(LiveCpo cpo, string body) => body
        .Replace("LOC", $"{cpo.Location}", StringComparison.Ordinal)
        .Replace("EVSE", cpo.Evses[0], StringComparison.Ordinal)
        .Replace("URL", "http://127.0.0.1:9/x", StringComparison.Ordinal);
}

/// <summary>A gateway that does not call private networks.</summary>
public sealed class ClosedGateway(PostgresFixture postgres) : CpoGateway(postgres)
{
    public const int ProfilesPerMinute = 3;

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("Ocpi:AllowPrivateTargets", "false"), new("Ocpi:Commands:ProfilesPerMinute", $"{ProfilesPerMinute}")];
}

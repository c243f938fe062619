using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiPeer.Lists;

public class ChargingPreferencesTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private static readonly Guid LocationId = Guid.Parse("7d9a4b2e-0000-4000-8000-000000000001");

    [Theory]
    [InlineData("S1", """{"profile_type":"FAST"}""", 404, 2001, "CHARGING_PREFERENCES_CAPABLE")]
    [InlineData("S9", """{"profile_type":"FAST"}""", 404, 2000, "no such session")]
    [InlineData("S2", """{"profile_type":"FAST"}""", 404, 2000, "no such session")]
    [InlineData("S3", """{"profile_type":"FAST"}""", 200, 2001, "COMPLETED")]
    [InlineData("S1", """{"profile_type":"SLOW"}""", 200, 2001, "profile_type must be one of")]
    [InlineData("S1", "{}", 200, 2001, "profile_type is required")]
    [InlineData("S1", "{", 400, 2001, "not valid JSON")]
    public async Task Refused(string session, string body, int http, int code, string message)
    {
        var (_, peer) = await SessionsAsync();

        var reply = await peer.SendAsync(HttpMethod.Put, $"sessions/{session}/charging_preferences", body);

        (reply.Http, reply.Code).ShouldBe((http, code));
        reply.Message.ShouldNotBeNull().ShouldContain(message);
    }

    [Theory]
    [InlineData("""{"profile_type":"FAST"}""", "PROFILE_TYPE_NOT_SUPPORTED")]
    [InlineData("""{"profile_type":"CHEAP","departure_time":"2026-01-01T08:00:00Z","energy_need":10}""", "PROFILE_TYPE_NOT_SUPPORTED")]
    [InlineData("""{"profile_type":"REGULAR"}""", "ACCEPTED")]
    [InlineData("""{"profile_type":"REGULAR","energy_need":10}""", "NOT_POSSIBLE")]
    public async Task An_EVSE_that_claims_them_says_what_it_can(string body, string verdict)
    {
        var (_, peer) = await SessionsAsync("CHARGING_PREFERENCES_CAPABLE");

        var reply = await peer.SendAsync(HttpMethod.Put, "sessions/s1/charging_preferences", body);

        (reply.Http, reply.Code, reply.Data?.GetValue<string>()).ShouldBe((200, 1000, verdict));
    }

    /// <summary>S1 is the peer's and runs, S2 is another's, S3 is over.</summary>
    private async Task<(TestParty Party, TestPeer Peer)> SessionsAsync(params string[] capabilities)
    {
        var party = await TestParty.CreateAsync(gateway, OcpiVersion.V221);
        var peer = await TestPeer.CreateAsync(gateway, party);
        var other = await TestPeer.CreateAsync(gateway, party, "OTH");
        await StoredObjects.AddLocationAsync(gateway, party, "E1", StoredObjects.Start, "CHARGING", capabilities, LocationId);
        await StoredObjects.AddSessionAsync(gateway, party, peer, "S1", StoredObjects.Start);
        await StoredObjects.AddSessionAsync(gateway, party, other, "S2", StoredObjects.Start);
        await StoredObjects.AddSessionAsync(gateway, party, peer, "S3", StoredObjects.Start, "COMPLETED");
        return (party, peer);
    }
}

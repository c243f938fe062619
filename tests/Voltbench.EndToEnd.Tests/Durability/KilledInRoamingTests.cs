using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Voltbench.EndToEnd.Tests.Processes;
using Voltbench.Ocpi;
using Voltbench.Testing.Ocpi;

namespace Voltbench.EndToEnd.Tests.Durability;

/// <summary>
/// SIGKILL in the middle of the sessions of a CPO, and again at the moment of their stop: each session has exactly one CDR, the peer has all of them, and
/// its copy of each session ends as ours.
/// </summary>
public sealed class KilledInRoamingTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData(OcpiVersion.V221)]
    [InlineData(OcpiVersion.V211)]
    public async Task Sessions_that_are_killed_have_one_CDR_each(OcpiVersion version)
    {
        await using var gateway = await GatewayProcess.StartAsync("Ocpi:SessionUpdateSeconds=1");
        await using var peer = await FakePeer.StartAsync(version);
        var received = new Received(peer);
        var cpo = await CreateCpoAsync(gateway, version);
        var token = await peer.RegisterAsync(cpo);
        await PutTokenAsync(peer, cpo, token);
        var chargers = await ChargersAsync(gateway.Client);
        foreach (var charger in chargers)
            await gateway.Client.WaitForBootAsync(charger, Limit);

        await CommandAsync(gateway.Client, "behavior", chargers, new { meter_interval_seconds = 1 });
        await CommandAsync(gateway.Client, "start-session", chargers, new { id_tag = "ROAMER" });
        await UntilAsync(() => Task.FromResult(received.Charging >= chargers.Count), "every session charges at the peer");
        await gateway.KillAsync();
        await gateway.StartAgainAsync();
        await UntilAsync(() => Task.FromResult(received.Charging >= chargers.Count), "still there");

        // The first CDR that leaves is the signal: some sessions have ended, some are about to, some go on.
        await CommandAsync(gateway.Client, "stop-session", chargers, new { });
        await UntilAsync(() => Task.FromResult(!received.Cdrs.IsEmpty), "a first CDR");
        await gateway.KillAsync();
        await gateway.StartAgainAsync();

        foreach (var charger in chargers)
            await gateway.Client.WaitForBootAsync(charger, Limit);
        var sessions = await SessionsAsync(gateway.Client, cpo);
        while (sessions.Any(s => s.Status == "ACTIVE"))
        {
            // A command that was accepted and not carried out is lost with the process; the driver tries again.
            await CommandAsync(gateway.Client, "stop-session", chargers, new { });
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
            sessions = await SessionsAsync(gateway.Client, cpo);
        }

        sessions.Count.ShouldBe(chargers.Count);
        sessions.ShouldAllBe(s => s.Status == "COMPLETED");
        var cdrs = (await gateway.Client.GetJsonAsync($"/ocpi/cpos/{cpo.Id}/cdrs?limit=100")).GetProperty("data").EnumerateArray().ToArray();
        cdrs.Select(c => c.GetProperty("session_id").GetString()!).Order(StringComparer.Ordinal).ShouldBe(sessions.Select(s => s.Id).Order(StringComparer.Ordinal));
        await UntilAsync(() => Task.FromResult(received.Cdrs.Count == cdrs.Length && received.Completed == sessions.Count), "all at the peer");
        foreach (var cdr in cdrs)
        {
            var id = cdr.GetProperty("id").GetString()!;
            // Sent again after a kill it is the same one.
            received.Cdrs[id].Distinct(StringComparer.Ordinal).ShouldHaveSingleItem().ShouldBe(Text(cdr.GetProperty("cdr")));
            var session = sessions.Single(s => s.Id == cdr.GetProperty("session_id").GetString());
            session.Body.GetProperty("kwh").GetDecimal().ShouldBe(cdr.GetProperty("cdr").GetProperty("total_energy").GetDecimal());
            Text(JsonSerializer.SerializeToElement(received.Sessions[session.Id])).ShouldBe(Text(session.Body));
        }
    }

    private static async Task<TestParty> CreateCpoAsync(GatewayProcess gateway, OcpiVersion version)
    {
        var created = await gateway.Client.SendAsync(HttpMethod.Post, "/ocpi/cpos", HttpStatusCode.Accepted, new
        {
            template = "mixed-depot",
            country_code = "FR",
            party_id = "KIL",
            ocpi_version = version.Number(),
        });
        var id = created.GetProperty("cpo_id").GetString()!;
        (await gateway.Client.WaitForFinalAsync($"/ocpi/cpos/{id}/status", Limit)).GetProperty("status").GetString().ShouldBe("READY");
        var party = created.GetProperty("party");
        return new TestParty(
            long.Parse(id, CultureInfo.InvariantCulture), Guid.Empty, "CPO", version, party.GetProperty("country_code").GetString()!, party.GetProperty("party_id").GetString()!,
            created.GetProperty("token_a").GetString()!, new Uri(gateway.Client.BaseAddress!, $"ocpi/{version.Number()}"));
    }

    private static async Task PutTokenAsync(FakePeer peer, TestParty cpo, string token)
    {
        var contract = cpo.Version == OcpiVersion.V211
            ? """{"uid":"ROAMER","type":"RFID","auth_id":"NL-TNM-C1","issuer":"Fake","valid":true,"whitelist":"ALWAYS","last_updated":"2026-01-01T00:00:00Z"}"""
            : """{"country_code":"NL","party_id":"TNM","uid":"ROAMER","type":"RFID","contract_id":"NL-TNM-C1","issuer":"Fake","valid":true,"whitelist":"ALWAYS","last_updated":"2026-01-01T00:00:00Z"}""";
        var reply = await FakePeer.AskAsync(cpo, HttpMethod.Put, $"tokens/{peer.CountryCode}/{peer.PartyId}/ROAMER", token, contract);
        reply.Code.ShouldBe(1000, reply.Message);
    }

    private static async Task<IReadOnlyList<string>> ChargersAsync(HttpClient client) =>
        [.. (await client.GetJsonAsync("/ocpp/chargers?limit=100")).GetProperty("data").EnumerateArray().Select(c => c.GetProperty("id").GetString()!)];

    private static async Task CommandAsync(HttpClient client, string name, IEnumerable<string> chargers, object @event)
    {
        foreach (var charger in chargers)
            await client.SendAsync(HttpMethod.Post, $"/ocpp/commands/{name}", HttpStatusCode.Accepted, new { target = new { charger_id = charger }, @event });
    }

    private static async Task<IReadOnlyList<(string Id, string Status, JsonElement Body)>> SessionsAsync(HttpClient client, TestParty cpo) =>
    [
        .. (await client.GetJsonAsync($"/ocpi/cpos/{cpo.Id}/sessions?limit=100")).GetProperty("data").EnumerateArray()
            .Select(s => (s.GetProperty("id").GetString()!, s.GetProperty("status").GetString()!, s.GetProperty("session"))),
    ];

    private static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Limit)
                throw new TimeoutException($"Waited in vain for: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    // Members in the order of their names: a peer that merges PATCHes has them in another one.
    private static string Text(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', json.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => $"{m.Name}:{Text(m.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', json.EnumerateArray().Select(Text))}]",
        _ => json.GetRawText(),
    };

    /// <summary>What the peer holds: sessions as PUT and PATCH leave them, and every CDR that came, by id.</summary>
    private sealed class Received
    {
        private readonly OcpiVersion _version;

        public Received(FakePeer peer)
        {
            _version = peer.Version;
            peer.Scripts["/cdrs"] = TakeCdrAsync;
            peer.Otherwise = TakeSessionAsync;
        }

        public ConcurrentDictionary<string, JsonObject> Sessions { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, ConcurrentQueue<string>> Cdrs { get; } = new(StringComparer.Ordinal);

        public int Charging => Sessions.Values.Count(s => s["kwh"]!.GetValue<decimal>() > 0);

        public int Completed => Sessions.Values.Count(s => s["status"]!.GetValue<string>() == "COMPLETED");

        private Task TakeCdrAsync(HttpContext http)
        {
            var json = JsonDocument.Parse((string)http.Items["body"]!).RootElement;
            Cdrs.GetOrAdd(json.GetProperty("id").GetString()!, _ => new ConcurrentQueue<string>()).Enqueue(Text(json));
            return FakePeer.WriteAsync(http, null);
        }

        private Task TakeSessionAsync(HttpContext http)
        {
            var path = http.Request.Path.Value!.Split('/');
            if (path is ["", "sessions", _, _, var id] && JsonNode.Parse((string)http.Items["body"]!) is JsonObject change)
            {
                if (http.Request.Method == HttpMethods.Put)
                    Sessions[id] = change;
                else
                    Merge(Sessions[id], change);
            }

            return FakePeer.WriteAsync(http, null);
        }

        // 2.2.1 adds the periods of a PATCH, 2.1.1 replaces them. The same PATCH twice must not add twice: it is known by its last_updated.
        private void Merge(JsonObject session, JsonObject change)
        {
            if (session["last_updated"]!.GetValue<string>() == change["last_updated"]!.GetValue<string>())
                return;
            var merged = session.DeepClone().AsObject();
            foreach (var (name, value) in change)
            {
                if (name == "charging_periods" && _version == OcpiVersion.V221 && merged[name] is JsonArray known)
                {
                    foreach (var period in value!.AsArray())
                        known.Add(period!.DeepClone());
                }
                else
                {
                    merged[name] = value?.DeepClone();
                }
            }

            Sessions[merged["id"]!.GetValue<string>()] = merged;
        }
    }
}

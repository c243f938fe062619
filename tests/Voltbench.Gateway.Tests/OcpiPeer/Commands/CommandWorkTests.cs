using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;
using Voltbench.Testing.Stations;

namespace Voltbench.Gateway.Tests.OcpiPeer.Commands;

/// <summary>What becomes of commands when stations, peers and gateways fail; the stations are made of bytes.</summary>
public class CommandWorkTests(ShortGateway gateway) : IClassFixture<ShortGateway>
{
    /// <summary>What a station answers, and what the peer is told in 2.2.1 and 2.1.1.</summary>
    public static TheoryData<string, string, string, string, string> Answers => new()
    {
        { "START_SESSION", "RemoteStartTransaction", """[3,"ID",{"status":"Accepted"}]""", "ACCEPTED", "ACCEPTED" },
        { "START_SESSION", "RemoteStartTransaction", """[3,"ID",{"status":"Rejected"}]""", "REJECTED", "REJECTED" },
        { "START_SESSION", "RemoteStartTransaction", """[4,"ID","InternalError","",{}]""", "FAILED", "REJECTED" },
        { "START_SESSION", "RemoteStartTransaction", """[4,"ID","NotSupported","",{}]""", "NOT_SUPPORTED", "NOT_SUPPORTED" },
        { "START_SESSION", "RemoteStartTransaction", """[3,"ID",{"status":"Perhaps"}]""", "FAILED", "REJECTED" },
        { "START_SESSION", "RemoteStartTransaction", "", "TIMEOUT", "TIMEOUT" },
        { "UNLOCK_CONNECTOR", "UnlockConnector", """[3,"ID",{"status":"Unlocked"}]""", "ACCEPTED", "ACCEPTED" },
        { "UNLOCK_CONNECTOR", "UnlockConnector", """[3,"ID",{"status":"UnlockFailed"}]""", "FAILED", "REJECTED" },
        { "UNLOCK_CONNECTOR", "UnlockConnector", """[3,"ID",{"status":"NotSupported"}]""", "NOT_SUPPORTED", "NOT_SUPPORTED" },
        { "RESERVE_NOW", "ReserveNow", """[3,"ID",{"status":"Accepted"}]""", "ACCEPTED", "ACCEPTED" },
        { "RESERVE_NOW", "ReserveNow", """[3,"ID",{"status":"Occupied"}]""", "EVSE_OCCUPIED", "REJECTED" },
        { "RESERVE_NOW", "ReserveNow", """[3,"ID",{"status":"Faulted"}]""", "EVSE_INOPERATIVE", "REJECTED" },
        { "RESERVE_NOW", "ReserveNow", """[3,"ID",{"status":"Unavailable"}]""", "EVSE_INOPERATIVE", "REJECTED" },
        { "RESERVE_NOW", "ReserveNow", """[3,"ID",{"status":"Rejected"}]""", "REJECTED", "REJECTED" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task The_answer_of_the_station_is_the_result(string command, string action, string answer, string result221, string result211)
    {
        foreach (var (version, expected) in new[] { (OcpiVersion.V221, result221), (OcpiVersion.V211, result211) })
        {
            var cpo = await gateway.CpoAsync(version);
            await using var station = await cpo.ConnectAsync();
            var (reply, path) = await cpo.SendAsync(command, Body(cpo, command));
            LiveCpo.Result(reply).ShouldBe("ACCEPTED", reply.Message);
            var call = await station.ReceiveAsync();
            call[2].GetString().ShouldBe(action);
            cpo.Peer.Requests.ShouldNotContain(r => r.Path == path, "nothing is said before the station has answered");
            if (answer.Length > 0)
                await station.SendAsync(answer.Replace("ID", call[1].GetString(), StringComparison.Ordinal));
            (await cpo.ResultAsync(path))["result"]!.GetValue<string>().ShouldBe(expected, $"{version}");
        }
    }

    [Fact]
    public async Task A_station_that_comes_in_time_is_asked_and_one_that_does_not_is_a_timeout()
    {
        await using var cpo = await LiveCpo.StartAsync(gateway, OcpiVersion.V221, "OCPP1.6", chargers: 2, isSimulated: false);
        var (_, late) = await cpo.SendAsync("START_SESSION", Body(cpo, "START_SESSION"));
        var (_, never) = await cpo.SendAsync("START_SESSION", Body(cpo, "START_SESSION", evse: 1));
        await using var station = await cpo.ConnectAsync();
        await AnswerAsync(station, "Accepted");
        (await cpo.ResultAsync(late))["result"]!.GetValue<string>().ShouldBe("ACCEPTED");
        (await cpo.ResultAsync(never))["result"]!.GetValue<string>().ShouldBe("TIMEOUT");
    }

    [Fact]
    public async Task A_gateway_that_dies_leaves_what_it_sent_to_its_expiry_and_carries_the_rest_out()
    {
        await using var owner = new ShortGatewayOwner();
        var own = await owner.StartAsync();
        await using var cpo = await LiveCpo.StartAsync(own, OcpiVersion.V221, "OCPP1.6", chargers: 3, isSimulated: false);
        string path;
        await using (var station = await cpo.ConnectAsync())
        {
            (_, path) = await cpo.SendAsync("START_SESSION", Body(cpo, "START_SESSION"));
            (await station.ReceiveAsync())[2].GetString().ShouldBe("RemoteStartTransaction");
            await own.RestartAsync();
        }

        // The second was accepted, and answered by its station, but the peer had not heard of it; the third had not been sent.
        var done = await InsertAsync(cpo, "ANSWERED", evse: 1);
        var open = await InsertAsync(cpo, "PENDING", evse: 2);
        await using var first = await cpo.ConnectAsync(0);
        await using var third = await cpo.ConnectAsync(2);
        await AnswerAsync(third, "Accepted");
        (await cpo.ResultAsync(open))["result"]!.GetValue<string>().ShouldBe("ACCEPTED");
        (await cpo.ResultAsync(done))["result"]!.GetValue<string>().ShouldBe("REJECTED");
        (await cpo.ResultAsync(path))["result"]!.GetValue<string>().ShouldBe("TIMEOUT");
        await Eventually.BecomesAsync(async () => await cpo.ScalarAsync<long>("select count(*) from ocpp.ocpi_commands where status <> 'DONE'") == 0, "all are done");
        (cpo.Peer.Requests.Count(r => r.Path == path), cpo.Peer.Requests.Count(r => r.Path == open)).ShouldBe((1, 1));
        await first.SendAsync("""[2,"hb","Heartbeat",{}]""");
        (await first.ReceiveAsync())[0].GetInt32().ShouldBe(3, "it was not asked again");
    }

    [Theory]
    [InlineData(500, 3)]
    [InlineData(429, 3)]
    [InlineData(404, 1)]
    [InlineData(302, 1)]
    public async Task A_result_is_posted_again_only_where_that_may_help(int status, int posts)
    {
        var cpo = await gateway.CpoAsync(OcpiVersion.V221);
        await using var station = await cpo.ConnectAsync();
        var (_, path) = await cpo.SendAsync("UNLOCK_CONNECTOR", Body(cpo, "UNLOCK_CONNECTOR"));
        cpo.Peer.Scripts[path] = FakePeer.Status(status);
        await AnswerAsync(station, "Unlocked");
        await Eventually.BecomesAsync(
            async () => await cpo.ScalarAsync<long>($"select count(*) from ocpp.ocpi_commands where partner_operation_id = {cpo.Party.Id} and response_url like '%{path}' and status = 'DONE' and last_error is not null") == 1,
            "it is given up");
        cpo.Peer.Requests.Count(r => r.Path == path).ShouldBe(posts);
    }

    [Fact]
    public async Task A_peer_that_never_answers_holds_up_nobody_else()
    {
        await using var silent = await LiveCpo.StartAsync(gateway, OcpiVersion.V221, "OCPP1.6", isSimulated: false);
        await using var other = await LiveCpo.StartAsync(gateway, OcpiVersion.V221, "OCPP1.6", isSimulated: false);
        await using var station = await other.ConnectAsync();
        for (var i = 0; i < 60; i++)
            silent.Peer.Scripts[await InsertAsync(silent, "ANSWERED")] = FakePeer.Silence;
        await Eventually.BecomesAsync(() => silent.Peer.Requests.Count(r => r.Path.StartsWith("/results", StringComparison.Ordinal)) >= 16, "it has its share");

        var started = Stopwatch.GetTimestamp();
        var (_, path) = await other.SendAsync("UNLOCK_CONNECTOR", Body(other, "UNLOCK_CONNECTOR"));
        await AnswerAsync(station, "Unlocked");
        (await other.ResultAsync(path))["result"]!.GetValue<string>().ShouldBe("ACCEPTED");
        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(3));
        await silent.ScalarAsync<object>($"delete from ocpp.ocpi_commands where partner_operation_id = {silent.Party.Id}");
    }

    [Fact]
    public async Task A_card_may_be_used_at_the_station_for_a_while_and_an_app_only_as_commanded()
    {
        await using var cpo = await LiveCpo.StartAsync(gateway, OcpiVersion.V221, "OCPP1.6", isSimulated: false);
        await using var station = await cpo.ConnectAsync();
        foreach (var (uid, type) in new[] { ("CARD", "RFID"), ("APP", "APP_USER") })
        {
            var body = Body(cpo, "START_SESSION");
            body["token"] = cpo.TokenOf(uid, type);
            var (_, path) = await cpo.SendAsync("START_SESSION", body);
            await AnswerAsync(station, "Rejected");
            await cpo.ResultAsync(path);
            var answer = await station.CallAsync("Authorize", $$"""{"idTag":"{{uid}}"}""");
            answer[2].GetProperty("idTagInfo").GetProperty("status").GetString().ShouldBe(type == "RFID" ? "Accepted" : "Invalid");
        }

        // One command, one transaction; the repetition of its start finds the same.
        await station.CallAsync("StartTransaction", """{"connectorId":1,"idTag":"CARD","meterStart":1,"timestamp":"2026-01-01T00:00:00Z"}""", "start");
        var again = await station.CallAsync("StartTransaction", """{"connectorId":1,"idTag":"CARD","meterStart":1,"timestamp":"2026-01-01T00:00:00Z"}""", "start");
        again[2].GetProperty("idTagInfo").GetProperty("status").GetString().ShouldBe("Accepted");
        var number = again[2].GetProperty("transactionId").GetInt32();
        var stopped = await station.CallAsync("StopTransaction", $$"""{"transactionId":{{number}},"idTag":"CARD","meterStop":2,"timestamp":"2026-01-01T01:00:00Z"}""");
        stopped[2].GetProperty("idTagInfo").GetProperty("status").GetString().ShouldBe("Accepted", "whoever began may end");
        (await station.CallAsync("Authorize", """{"idTag":"CARD"}"""))[2].GetProperty("idTagInfo").GetProperty("status").GetString().ShouldBe("Invalid");
        (await cpo.ScalarAsync<long>($"select count(*) from ocpp.csms_transactions where partner_operation_id = {cpo.Party.Id}")).ShouldBe(1);
    }

    private static JsonObject Body(LiveCpo cpo, string command, int evse = 0) => command switch
    {
        "UNLOCK_CONNECTOR" => new JsonObject { ["location_id"] = $"{cpo.Location}", ["evse_uid"] = cpo.Evses[evse], ["connector_id"] = "1" },
        "RESERVE_NOW" => new JsonObject
        {
            ["token"] = cpo.TokenOf("T"), ["location_id"] = $"{cpo.Location}", ["evse_uid"] = cpo.Evses[evse], ["expiry_date"] = "2099-01-01T00:00:00Z",
            ["reservation_id"] = cpo.Party.Version == OcpiVersion.V211 ? 1 : "1",
        },
        _ => new JsonObject { ["token"] = cpo.TokenOf("T"), ["location_id"] = $"{cpo.Location}", ["evse_uid"] = cpo.Evses[evse] },
    };

    private static async Task AnswerAsync(FakeStation station, string status)
    {
        var call = await station.ReceiveAsync();
        await station.SendAsync($$"""[3,"{{call[1].GetString()}}",{"status":"{{status}}"}]""");
    }

    /// <summary>A command as a gateway left it that died; where its result goes.</summary>
    private static async Task<string> InsertAsync(LiveCpo cpo, string status, int evse = 0)
    {
        var path = $"/results/{Guid.NewGuid():N}";
        cpo.Peer.Scripts[path] = LiveCpo.Ok;
        var order = new JsonObject
        {
            ["location_id"] = $"{cpo.Location}", ["evse_uid"] = cpo.Evses[evse], ["token_uid"] = "T", ["token_type"] = "RFID", ["token"] = cpo.TokenOf("T", "RFID"),
        };
        await cpo.ScalarAsync<object>(
            $"""
            insert into ocpp.ocpi_commands (id, partner_operation_id, peer_id, command, body, response_url, status, answer, expires_at)
            select gen_random_uuid(), partner_operation_id, id, 'START_SESSION', '{JsonSerializer.Serialize(order)}', '{cpo.Peer.Address}{path}', '{status}',
                   case when '{status}' = 'ANSWERED' then '{"{"}"result":"REJECTED"{"}"}'::json end, now() + interval '30 s'
            from ocpp.ocpi_peers where partner_operation_id = {cpo.Party.Id}
            """);
        return path;
    }
}

/// <summary>A gateway that is soon tired of waiting.</summary>
public sealed class ShortGateway(PostgresFixture postgres) : CpoGateway(postgres)
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("Csms:CallTimeoutSeconds", "2"), new("Ocpi:Commands:TimeoutSeconds", "5"), new("Ocpi:Commands:ResultAttempts", "3")];
}

/// <summary>One of them for one test alone.</summary>
internal sealed class ShortGatewayOwner : IAsyncDisposable
{
    private readonly PostgresFixture _postgres = new();
    private ShortGateway? _gateway;

    public async Task<ShortGateway> StartAsync()
    {
        await _postgres.InitializeAsync();
        _gateway = new ShortGateway(_postgres);
        await _gateway.InitializeAsync();
        return _gateway;
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}

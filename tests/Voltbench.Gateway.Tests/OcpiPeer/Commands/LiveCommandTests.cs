using System.Text.Json.Nodes;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.OcpiPeer.Commands;

/// <summary>Commands over the wire, down to simulated chargers and back, in both versions of both protocols. The gateway's judge checks every body.</summary>
public class LiveCommandTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private const string AppUser = "5a1f0d5e-33d6-4b6f-8f6b-4c1b8d2f9a77"; // too long for 1.6

    public static TheoryData<OcpiVersion, string> Versions => new()
    {
        { OcpiVersion.V211, "OCPP1.6" },
        { OcpiVersion.V211, "OCPP2.0.1" },
        { OcpiVersion.V221, "OCPP1.6" },
        { OcpiVersion.V221, "OCPP2.0.1" },
    };

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_session_is_started_and_stopped(OcpiVersion ocpi, string ocpp)
    {
        await using var cpo = await LiveCpo.StartAsync(gateway, ocpi, ocpp);
        var start = new JsonObject { ["token"] = cpo.TokenOf(AppUser), ["location_id"] = $"{cpo.Location}", ["evse_uid"] = cpo.Evses[0] };
        if (ocpi == OcpiVersion.V221)
        {
            start["connector_id"] = "1";
            start["authorization_reference"] = "AUTH-1";
        }

        var (reply, path) = await cpo.SendAsync("START_SESSION", start);
        (reply.Http, reply.Code, LiveCpo.Result(reply)).ShouldBe((200, 1000, "ACCEPTED"), reply.Message);
        var result = await cpo.ResultAsync(path);
        result["result"]!.GetValue<string>().ShouldBe("ACCEPTED");
        var post = cpo.Peer.Requests.First(r => r.Path == path);
        post.Header("Authorization").ShouldNotBeNull().ShouldStartWith("Token ");
        post.Header("X-Correlation-ID").ShouldBe(ocpi == OcpiVersion.V221 ? reply.Header("X-Correlation-ID") : post.Header("X-Correlation-ID"));
        (post.Header("OCPI-to-party-id"), post.Header("OCPI-from-party-id")).ShouldBe(ocpi == OcpiVersion.V221 ? ("TNM", cpo.Party.PartyId) : (null, null));

        // What the station then begins is the peer's.
        await Eventually.BecomesAsync(async () => await TransactionAsync(cpo) is not null, "the transaction begins");
        var transaction = (await TransactionAsync(cpo))!;
        transaction["auth_method"]!.GetValue<string>().ShouldBe("COMMAND");
        transaction["authorization_reference"]?.GetValue<string>().ShouldBe(ocpi == OcpiVersion.V221 ? "AUTH-1" : null);
        transaction["token"]!["uid"]!.GetValue<string>().ShouldBe(AppUser);
        transaction["id_token"]!.GetValue<string>().Length.ShouldBe(ocpp == "OCPP1.6" ? 20 : 36);
        transaction["party"]!.GetValue<string>().ShouldBe(cpo.Peer.PartyId);
        (await cpo.ScalarAsync<bool>($"select transaction_id is not null from ocpp.csms_grants where partner_operation_id = {cpo.Party.Id}")).ShouldBeTrue();

        // Its readings are rows, and so is that it charges.
        await Eventually.BecomesAsync(
            async () => await cpo.ScalarAsync<bool>($"select exists (select from ocpp.csms_samples s where s.transaction_id = {transaction["id"]} and s.charging_state = 'Charging')"),
            "the charging state is kept");

        // The same EVSE is taken now.
        var second = await cpo.RunAsync("START_SESSION", new JsonObject { ["token"] = cpo.TokenOf("OTHER"), ["location_id"] = $"{cpo.Location}", ["evse_uid"] = cpo.Evses[0] });
        second["result"]!.GetValue<string>().ShouldBe(ocpi == OcpiVersion.V211 ? "REJECTED" : "EVSE_OCCUPIED");

        var session = "";
        await Eventually.BecomesAsync(
            async () => (session = await cpo.ScalarAsync<string>($"select id from ocpp.ocpi_sessions where partner_operation_id = {cpo.Party.Id}")) is not null, "the session has a name");

        // The id of a session is a CiString in 2.2.1, a string in 2.1.1.
        if (ocpi == OcpiVersion.V211)
            LiveCpo.Result((await cpo.SendAsync("STOP_SESSION", new JsonObject { ["session_id"] = session.ToUpperInvariant() })).Reply).ShouldBe("UNKNOWN_SESSION");
        else
            session = session.ToUpperInvariant();
        (await cpo.RunAsync("STOP_SESSION", new JsonObject { ["session_id"] = session }))["result"]!.GetValue<string>().ShouldBe("ACCEPTED");
        await Eventually.BecomesAsync(async () => (await TransactionAsync(cpo))!["stopped_at"] is not null, "the transaction ends");
        (await TransactionAsync(cpo))!["stop_reason"]!.GetValue<string>().ShouldBe("Remote");
        var (late, _) = await cpo.SendAsync("STOP_SESSION", new JsonObject { ["session_id"] = session });
        (late.Code, LiveCpo.Result(late)).ShouldBe((1000, "REJECTED"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_location_is_enough_and_a_free_EVSE_is_chosen(OcpiVersion ocpi, string ocpp)
    {
        await using var cpo = await LiveCpo.StartAsync(gateway, ocpi, ocpp, chargers: 2);
        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(
            i => cpo.RunAsync("START_SESSION", new JsonObject { ["token"] = cpo.TokenOf($"T{i}", "RFID"), ["location_id"] = $"{cpo.Location}" })));
        results.Select(r => r["result"]!.GetValue<string>()).Order(StringComparer.Ordinal).ShouldBe(["ACCEPTED", "ACCEPTED", ocpi == OcpiVersion.V211 ? "REJECTED" : "EVSE_OCCUPIED"]);

        await Eventually.BecomesAsync(async () => await OpenAsync(cpo) == 2, "the transactions begin");

        (await cpo.ScalarAsync<long>($"select count(distinct identity) from ocpp.csms_transactions where partner_operation_id = {cpo.Party.Id}")).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_reservation_is_made_replaced_used_and_cancelled(OcpiVersion ocpi, string ocpp)
    {
        await using var cpo = await LiveCpo.StartAsync(gateway, ocpi, ocpp);
        var (other, otherToken) = await cpo.AddPeerAsync("OTH");
        await using var _ = other;
        (await cpo.RunAsync("RESERVE_NOW", Reserve(7, "ALICE")))["result"]!.GetValue<string>().ShouldBe("ACCEPTED");
        (await cpo.RunAsync("RESERVE_NOW", Reserve(7, "ALICE")))["result"]!.GetValue<string>().ShouldBe("ACCEPTED", "the same reservation again replaces it");
        (await cpo.ScalarAsync<string>($"select string_agg(status, ',') from ocpp.csms_reservations where partner_operation_id = {cpo.Party.Id}")).ShouldBe("ACTIVE");

        // Another eMSP uses the same number for something else: the station keeps the first.
        var theirs = Reserve(7, "EVE");
        if (ocpi == OcpiVersion.V221)
            theirs["token"]!["party_id"] = "OTH";
        var (reply, path) = await cpo.SendAsync("RESERVE_NOW", theirs, other, otherToken);
        LiveCpo.Result(reply).ShouldBe("ACCEPTED");
        (await cpo.ResultAsync(path, other))["result"]!.GetValue<string>().ShouldBe(ocpi == OcpiVersion.V211 ? "REJECTED" : "EVSE_OCCUPIED");

        if (ocpi == OcpiVersion.V221)
        {
            var (cancel, cancelled) = await cpo.SendAsync("CANCEL_RESERVATION", new JsonObject { ["reservation_id"] = "7" }, other, otherToken);
            LiveCpo.Result(cancel).ShouldBe("ACCEPTED");
            (await cpo.ResultAsync(cancelled, other))["result"]!.GetValue<string>().ShouldBe("UNKNOWN_RESERVATION");
            (await cpo.RunAsync("CANCEL_RESERVATION", new JsonObject { ["reservation_id"] = "7" }))["result"]!.GetValue<string>().ShouldBe("ACCEPTED");
            (await cpo.RunAsync("CANCEL_RESERVATION", new JsonObject { ["reservation_id"] = "7" }))["result"]!.GetValue<string>().ShouldBe("UNKNOWN_RESERVATION");
            (await cpo.RunAsync("RESERVE_NOW", Reserve(7, "ALICE")))["result"]!.GetValue<string>().ShouldBe("ACCEPTED");
        }

        // Whom it is for may charge; the reservation is used up.
await cpo.DriveAsync("start-session", new JsonObject { ["id_tag"] = "ALICE" });
        await Eventually.BecomesAsync(async () => await OpenAsync(cpo) == 1, "the transaction begins");
        var transaction = (await TransactionAsync(cpo))!;
        (transaction["auth_method"]!.GetValue<string>(), transaction["party"]!.GetValue<string>()).ShouldBe(("COMMAND", "TNM"));
        transaction["reservation_id"].ShouldNotBeNull();
        (await cpo.ScalarAsync<long>($"select count(*) from ocpp.csms_grants where partner_operation_id = {cpo.Party.Id} and transaction_id is null and expires_at > now()")).ShouldBe(0, "it is used up");
        (await cpo.ScalarAsync<string>($"select string_agg(distinct status, ',') from ocpp.csms_reservations where partner_operation_id = {cpo.Party.Id} and status <> 'REFUSED'")).ShouldBe("USED");

        JsonObject Reserve(int id, string uid) => new()
        {
            ["token"] = cpo.TokenOf(uid, "RFID"),
            ["expiry_date"] = "2099-01-01T00:00:00Z",
            ["reservation_id"] = ocpi == OcpiVersion.V211 ? id : $"{id}",
            ["location_id"] = $"{cpo.Location}",
            ["evse_uid"] = cpo.Evses[0],
        };
    }

    [Fact]
    public async Task A_reservation_that_the_charger_gives_up_is_told_to_who_made_it()
    {
        await using var cpo = await LiveCpo.StartAsync(gateway, OcpiVersion.V221, "OCPP2.0.1");
        var (_, path) = await cpo.SendAsync("RESERVE_NOW", new JsonObject
        {
            ["token"] = cpo.TokenOf("ALICE"), ["expiry_date"] = "2099-01-01T00:00:00Z", ["reservation_id"] = "R", ["location_id"] = $"{cpo.Location}",
        });
        (await cpo.ResultAsync(path))["result"]!.GetValue<string>().ShouldBe("ACCEPTED");
        await cpo.DriveAsync("inject-fault", new JsonObject { ["fault_type"] = "GroundFailure" });
        await Eventually.BecomesAsync(() => cpo.Peer.Requests.Count(r => r.Path == path) == 2, "the end is told");
        var body = cpo.Peer.Requests.Last(r => r.Path == path).Body;
        body.ShouldBe("""{"result":"CANCELED_RESERVATION"}""");
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_connector_is_unlocked(OcpiVersion ocpi, string ocpp)
    {
        await using var cpo = await LiveCpo.StartAsync(gateway, ocpi, ocpp);
        var result = await cpo.RunAsync("UNLOCK_CONNECTOR", new JsonObject { ["location_id"] = $"{cpo.Location}", ["evse_uid"] = cpo.Evses[0], ["connector_id"] = "1" });
        result["result"]!.GetValue<string>().ShouldBe("ACCEPTED");
    }

    [Theory]
    [InlineData("OCPP1.6")]
    [InlineData("OCPP2.0.1")]
    public async Task A_charging_profile_is_set_read_and_cleared(string ocpp)
    {
        await using var cpo = await LiveCpo.StartAsync(gateway, OcpiVersion.V221, ocpp);
        await cpo.RunAsync("START_SESSION", new JsonObject { ["token"] = cpo.TokenOf("PROFILE"), ["location_id"] = $"{cpo.Location}", ["evse_uid"] = cpo.Evses[0] });
        var session = "";
        await Eventually.BecomesAsync(
            async () => (session = await cpo.ScalarAsync<string>($"select id from ocpp.ocpi_sessions where partner_operation_id = {cpo.Party.Id}")) is not null, "the session has a name");

        (await ProfileAsync(HttpMethod.Delete, ""))["result"]!.GetValue<string>().ShouldBe("UNKNOWN");
        var set = """{"charging_profile":{"charging_rate_unit":"A","charging_profile_period":[{"start_period":0,"limit":8.5},{"start_period":600,"limit":6}]},"response_url":"URL"}""";
        var result = await ProfileAsync(HttpMethod.Put, "", set);
        result.ToJsonString().ShouldBe("""{"result":"ACCEPTED"}""");

        var active = await ProfileAsync(HttpMethod.Get, "duration=300&");
        active["result"]!.GetValue<string>().ShouldBe("ACCEPTED");
        var profile = active["profile"]!["charging_profile"]!;
        var limit = profile["charging_profile_period"]![0]!["limit"]!.GetValue<decimal>();
        limit.ShouldBe(profile["charging_rate_unit"]!.GetValue<string>() == "A" ? 8.5m : 8.5m * 230 * 3, tolerance: 1m);

        // A limit from elsewhere is told to who set the profile (2.0.1; 1.6 has no message for it).
        if (ocpp == "OCPP2.0.1")
        {
            cpo.Peer.Scripts[$"/chargingprofiles/{session}"] = LiveCpo.Ok;
            await cpo.DriveAsync("power-update", new JsonObject { ["power_w"] = 3000 });
            await Eventually.BecomesAsync(() => cpo.Peer.Requests.Any(r => r is { Method: "PUT" } && r.Path == $"/chargingprofiles/{session}"), "the change is told");
            var told = JsonNode.Parse(cpo.Peer.Requests.First(r => r is { Method: "PUT" } && r.Path == $"/chargingprofiles/{session}").Body)!;
            var now = told["charging_profile"]!;
            now["charging_profile_period"]![0]!["limit"]!.GetValue<decimal>().ShouldBe(now["charging_rate_unit"]!.GetValue<string>() == "A" ? 3000m / 230 / 3 : 3000, tolerance: 1m);
        }

        (await ProfileAsync(HttpMethod.Put, "", set.Replace("8.5", "7", StringComparison.Ordinal)))["result"]!.GetValue<string>().ShouldBe("ACCEPTED");
        (await cpo.ScalarAsync<long>("select count(*) from ocpp.csms_profiles p join ocpp.csms_transactions t on t.id = p.transaction_id where t.partner_operation_id = " + cpo.Party.Id)).ShouldBe(1);
        (await ProfileAsync(HttpMethod.Delete, ""))["result"]!.GetValue<string>().ShouldBe("ACCEPTED");
        (await ProfileAsync(HttpMethod.Delete, ""))["result"]!.GetValue<string>().ShouldBe("UNKNOWN");

        async Task<JsonObject> ProfileAsync(HttpMethod method, string query, string? body = null)
        {
            var path = $"/results/{Guid.NewGuid():N}";
            cpo.Peer.Scripts[path] = LiveCpo.Ok;
            var url = cpo.Peer.Address + path;
            var reply = await FakePeer.AskAsync(
                cpo.Party, method, $"chargingprofiles/{session}{(body is null ? $"?{query}response_url={Uri.EscapeDataString(url)}" : "")}", cpo.Token, body?.Replace("URL", url, StringComparison.Ordinal));
            (reply.Http, reply.Code, LiveCpo.Result(reply)).ShouldBe((200, 1000, "ACCEPTED"), reply.Message);
            return await cpo.ResultAsync(path);
        }
    }

    private static Task<long> OpenAsync(LiveCpo cpo) =>
        cpo.ScalarAsync<long>($"select count(*) from ocpp.csms_transactions where partner_operation_id = {cpo.Party.Id} and stopped_at is null");

    private static async Task<JsonObject?> TransactionAsync(LiveCpo cpo) => await cpo.ScalarAsync<string>(
        $"""
        select to_json(q)::text from (
            select t.*, (select party_id from ocpp.ocpi_peers p where p.id = t.peer_id) as party from ocpp.csms_transactions t
            where partner_operation_id = {cpo.Party.Id} order by id desc limit 1) q
        """) is { } json ? JsonNode.Parse(json)!.AsObject() : null;
}

using System.Globalization;
using System.Text.Json.Nodes;
using Voltbench.Ocpi;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.OcpiSessions;

/// <summary>Energy, times and cost are the same in the frames of the charger, the session, the CDR, and by hand.</summary>
public sealed class SessionEndToEndTests(SessionFleet fleet) : IClassFixture<SessionFleet>
{
    [Theory]
    [InlineData(OcpiVersion.V211, "OCPP1.6")]
    [InlineData(OcpiVersion.V211, "OCPP2.0.1")]
    [InlineData(OcpiVersion.V221, "OCPP1.6")]
    [InlineData(OcpiVersion.V221, "OCPP2.0.1")]
    public async Task A_session_adds_up_from_the_socket_to_the_bill(OcpiVersion version, string ocpp)
    {
        var cpo = await fleet.CreateCpoAsync(version, ocpp);
        await cpo.CommandAsync("start-session", new { id_tag = SessionFleet.Tag });
        await cpo.UntilSessionAsync(s => Number(s["session"]!["kwh"]) > 0.004m && s["status"]!.GetValue<string>() == "ACTIVE", "charges");
        await cpo.CommandAsync("stop-session");
        var shown = await cpo.EndedAsync();
        shown["status"]!.GetValue<string>().ShouldBe("COMPLETED");
        shown["charger_id"]!.GetValue<string>().ShouldBe(cpo.Charger);
        shown["peer"]!["party_id"]!.GetValue<string>().ShouldBe("MSP");
        var bill = await fleet.GetAsync($"{cpo.Path}/cdrs/{shown["cdr_id"]!.GetValue<string>()}");
        bill["session_id"]!.ToString().ShouldBe(shown["id"]!.ToString());

        var frames = await MeterLog.OfAsync(fleet, cpo.Charger);
        shown["transaction_id"]!.GetValue<string>().ShouldBe(frames.Transaction);
        Check(version, frames, shown["session"]!.AsObject(), bill["cdr"]!.AsObject());

        var told = await cpo.ToldAsync();
        told[0].Method.ShouldBe("PUT");
        told.Where(m => m.Module == "sessions").Skip(1).SkipLast(1).ShouldAllBe(m => m.Method == "PATCH");
        var last = told.Last(m => m.Module == "sessions");
        (last.Method, last.Body.ToJsonString()).ShouldBe(("PUT", shown["session"]!.ToJsonString()));
        told.Where(m => m.Module == "cdrs").ShouldHaveSingleItem().Body.ToJsonString().ShouldBe(bill["cdr"]!.ToJsonString());
    }

    [Fact]
    public async Task A_session_goes_on_over_a_restart_of_the_gateway()
    {
        var cpo = await fleet.CreateCpoAsync(OcpiVersion.V221, "OCPP1.6");
        await cpo.CommandAsync("start-session", new { id_tag = SessionFleet.Tag });
        var before = await cpo.UntilSessionAsync(s => Number(s["session"]!["kwh"]) > 0, "charges");
        await fleet.RestartAsync();
        await cpo.UntilSessionAsync(s => Number(s["session"]!["kwh"]) > Number(before["session"]!["kwh"]) + 0.002m, "goes on");
        await cpo.CommandAsync("stop-session");
        var after = await cpo.EndedAsync();

        after["id"]!.ToString().ShouldBe(before["id"]!.ToString());
        var bill = await fleet.GetAsync($"{cpo.Path}/cdrs/{after["cdr_id"]!.GetValue<string>()}");
        Check(OcpiVersion.V221, await MeterLog.OfAsync(fleet, cpo.Charger), after["session"]!.AsObject(), bill["cdr"]!.AsObject());
    }

    [Fact]
    public async Task A_token_that_nobody_knows_is_not_billed()
    {
        var cpo = await fleet.CreateCpoAsync(OcpiVersion.V221, "OCPP1.6");
        await cpo.CommandAsync("start-transaction", new { id_tag = "STRANGER", connector_id = 1 });
        var session = await cpo.UntilSessionAsync(_ => true, "began");
        if (session["status"]!.GetValue<string>() == "ACTIVE")
        {
            await cpo.CommandAsync("stop-transaction", new { connector_id = 1, reason = "DeAuthorized" });
            session = await cpo.EndedAsync();
        }

        session["status"]!.GetValue<string>().ShouldBe("INVALID");
        session["peer"].ShouldBeNull();
        (await fleet.GetAsync($"{cpo.Path}/cdrs"))["total"]!.GetValue<int>().ShouldBe(0);
        (await cpo.ToldAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("OCPP1.6")]
    [InlineData("OCPP2.0.1")]
    public async Task What_a_charger_kept_while_it_was_offline_is_billed_when_it_comes_back(string ocpp)
    {
        var cpo = await fleet.CreateCpoAsync(OcpiVersion.V221, ocpp);
        await cpo.CommandAsync("start-session", new { id_tag = SessionFleet.Tag });
        var before = await cpo.UntilSessionAsync(s => Number(s["session"]!["kwh"]) > 0, "charges");
        await cpo.CommandAsync("behavior", new { offline = true, meter_interval_seconds = 1 });
        await cpo.UntilRuntimeAsync(r => r["connection"]!.GetValue<string>() != "connected", "is offline");
        await cpo.UntilRuntimeAsync(r => r["connectors"]![0]!["meter_wh"]!.GetValue<decimal>() > (1000 * Number(before["session"]!["kwh"])) + 6, "charges offline");
        await cpo.CommandAsync("stop-session");
        await cpo.UntilRuntimeAsync(cpo.IsAvailable, "stopped offline");
        (await cpo.UntilSessionAsync(_ => true, "there"))["status"]!.GetValue<string>().ShouldBe("ACTIVE");

        await cpo.CommandAsync("behavior", new { offline = false, meter_interval_seconds = 1 });
        var after = await cpo.EndedAsync();
        var bill = await fleet.GetAsync($"{cpo.Path}/cdrs/{after["cdr_id"]!.GetValue<string>()}");
        Check(OcpiVersion.V221, await MeterLog.OfAsync(fleet, cpo.Charger), after["session"]!.AsObject(), bill["cdr"]!.AsObject());
    }

    [Fact]
    public async Task A_power_loss_ends_a_session_and_is_told_in_the_CDR()
    {
        var cpo = await fleet.CreateCpoAsync(OcpiVersion.V221, "OCPP1.6");
        await cpo.CommandAsync("behavior", new { recovery = "power_loss", meter_interval_seconds = 1 });
        await cpo.CommandAsync("start-session", new { id_tag = SessionFleet.Tag });
        await cpo.UntilSessionAsync(s => Number(s["session"]!["kwh"]) > 0.004m, "charges");
        await cpo.CommandAsync("behavior", new { recovery = "power_loss", meter_interval_seconds = 1, power_loss = new { after_seconds = 1, for_seconds = 1 } });
        var ended = await cpo.EndedAsync();

        ended["status"]!.GetValue<string>().ShouldBe("COMPLETED");
        var bill = await fleet.GetAsync($"{cpo.Path}/cdrs/{ended["cdr_id"]!.GetValue<string>()}");
        bill["cdr"]!["remark"]!.GetValue<string>().ShouldBe("Stopped by the charger: PowerLoss.");
        Check(OcpiVersion.V221, await MeterLog.OfAsync(fleet, cpo.Charger), ended["session"]!.AsObject(), bill["cdr"]!.AsObject());
    }

    [Fact]
    public async Task A_CPO_that_is_deleted_while_it_charges_leaves_nothing_and_holds_up_nobody()
    {
        var gone = await fleet.CreateCpoAsync(OcpiVersion.V221, "OCPP1.6");
        await gone.CommandAsync("start-session", new { id_tag = SessionFleet.Tag });
        await gone.UntilSessionAsync(s => Number(s["session"]!["kwh"]) > 0, "charges");
        using var deleted = await fleet.Client.DeleteAsync(gone.Path);
        deleted.StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
        using var asked = await fleet.Client.GetAsync($"{gone.Path}/sessions");
        asked.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);

        await Eventually.BecomesAsync(
            async () => await fleet.ScalarAsync<long>("select count(*) from ocpp.partner_operations where id = @Id", new { gone.Party.Id }) == 0, "removed");
        await Eventually.BecomesAsync(
            async () => await fleet.ScalarAsync<long>("select count(*) from ocpp.csms_transactions where partner_operation_id = @Id and (stopped_at is null or ocpi_projected_no < ocpi_version_no)", new { gone.Party.Id }) == 0,
            "its transaction ended and done with");
        (await fleet.ScalarAsync<long>("select count(*) from ocpp.ocpi_sessions where partner_operation_id = @Id", new { gone.Party.Id })).ShouldBe(0);
    }

    [Fact]
    public async Task A_charger_that_is_deleted_while_it_charges_leaves_a_whole_CDR()
    {
        var cpo = await fleet.CreateCpoAsync(OcpiVersion.V221, "OCPP2.0.1");
        await cpo.CommandAsync("start-session", new { id_tag = SessionFleet.Tag });
        await cpo.UntilSessionAsync(s => Number(s["session"]!["kwh"]) > 0, "charges");
        using var deleted = await fleet.Client.DeleteAsync($"ocpp/chargers/{cpo.Charger}");

        var ended = await cpo.EndedAsync();
        var bill = await fleet.GetAsync($"{cpo.Path}/cdrs/{ended["cdr_id"]!.GetValue<string>()}");
        bill["cdr"]!["cdr_location"]!["evse_uid"]!.GetValue<string>().ShouldBe(cpo.Identity);
        bill["charger_id"]!.GetValue<string>().ShouldBe(cpo.Charger);
        Number(bill["cdr"]!["total_energy"]).ShouldBe(Number(ended["session"]!["kwh"]));
    }

    private static void Check(OcpiVersion version, MeterLog frames, JsonObject session, JsonObject cdr)
    {
        var isOld = version == OcpiVersion.V211;
        var seconds = Second(frames.StoppedAt).ToUnixTimeSeconds() - Second(frames.StartedAt).ToUnixTimeSeconds();
        var wattHours = frames.MeterStop - frames.MeterStart;
        wattHours.ShouldBeGreaterThan(3);
        var kwh = Math.Round(wattHours / 1000, 4, MidpointRounding.AwayFromZero);
        Number(session["kwh"]).ShouldBe(kwh);
        Number(cdr["total_energy"]).ShouldBe(kwh);
        At(session[isOld ? "start_datetime" : "start_date_time"]).ShouldBe(Second(frames.StartedAt));
        At(session[isOld ? "end_datetime" : "end_date_time"]).ShouldBe(Second(frames.StoppedAt));
        At(cdr["start_date_time"]).ShouldBe(Second(frames.StartedAt));
        At(cdr[isOld ? "stop_date_time" : "end_date_time"]).ShouldBe(Second(frames.StoppedAt));
        Number(cdr["total_time"]).ShouldBe(Math.Round(seconds / 3600m, 4, MidpointRounding.AwayFromZero));

        // The tariff by hand: 1 a session, 0.25 a kWh in whole Wh, 0.001 a second; the energy and the time are rounded to four decimals for themselves.
        var cost = 1m + Math.Round(Math.Ceiling(wattHours) * 0.00025m, 4, MidpointRounding.AwayFromZero) + (seconds * 0.001m);
        Number(isOld ? cdr["total_cost"] : cdr["total_cost"]!["excl_vat"]).ShouldBe(cost);
        Number(isOld ? session["total_cost"] : session["total_cost"]!["excl_vat"]).ShouldBe(cost);
        Sum(cdr, "ENERGY").ShouldBe(kwh);
        Sum(session, "ENERGY").ShouldBe(kwh);
        (Sum(cdr, "TIME") + Sum(cdr, "PARKING_TIME")).ShouldBe(Number(cdr["total_time"]));
        OfVersion(version, session, cdr);
    }

    private static void OfVersion(OcpiVersion version, JsonObject session, JsonObject cdr)
    {
        string? fault;
        if (version == OcpiVersion.V211)
        {
            OcpiJson.TryDeserialize<Voltbench.Ocpi.V211.Sessions.Session>(session.ToJsonString(), out _, out fault).ShouldBeTrue(fault);
            OcpiJson.TryDeserialize<Voltbench.Ocpi.V211.Cdrs.Cdr>(cdr.ToJsonString(), out _, out fault).ShouldBeTrue(fault);
        }
        else
        {
            OcpiJson.TryDeserialize<Voltbench.Ocpi.V221.Sessions.Session>(session.ToJsonString(), out _, out fault).ShouldBeTrue(fault);
            OcpiJson.TryDeserialize<Voltbench.Ocpi.V221.Cdrs.Cdr>(cdr.ToJsonString(), out _, out fault).ShouldBeTrue(fault);
        }
    }

    private static decimal Sum(JsonObject json, string dimension) => json["charging_periods"]!.AsArray()
        .SelectMany(p => p!["dimensions"]!.AsArray()).Where(d => d!["type"]!.GetValue<string>() == dimension).Sum(d => Number(d!["volume"]));

    private static decimal Number(JsonNode? node) => node!.GetValue<decimal>();

    private static DateTimeOffset At(JsonNode? node) => OcpiDateTime.TryParse(node!.GetValue<string>(), out var at) ? at : throw new FormatException(node.ToString());

    private static DateTimeOffset Second(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}

/// <summary>Begin and end of the only transaction of a charger, as its frames say.</summary>
internal sealed record MeterLog(string Transaction, DateTimeOffset StartedAt, DateTimeOffset StoppedAt, decimal MeterStart, decimal MeterStop)
{
    public static async Task<MeterLog> OfAsync(SessionFleet fleet, string charger)
    {
        var log = await fleet.GetAsync($"ocpp/chargers/{charger}/logs?order=asc&limit=1000");
        var calls = log["data"]!.AsArray()
            .Where(f => f!["direction"]!.GetValue<string>() == "cp_to_csms")
            .Select(f => (Action: f!["action"]!.GetValue<string>(), Frame: JsonNode.Parse(f["message"]!.GetValue<string>())!.AsArray()))
            .Where(f => f.Frame[0]!.GetValue<int>() == 2)
            .Select(f => (f.Action, Payload: f.Frame[3]!.AsObject()))
            .ToArray();
        if (calls.FirstOrDefault(c => c.Action == "StartTransaction").Payload is { } start)
        {
            var stop = calls.First(c => c.Action == "StopTransaction").Payload;
            return new MeterLog(
                stop["transactionId"]!.ToString(), At(start), At(stop), start["meterStart"]!.GetValue<decimal>(), stop["meterStop"]!.GetValue<decimal>());
        }

        var events = calls.Where(c => c.Action == "TransactionEvent").Select(c => c.Payload).ToArray();
        var (begun, ended) = (events.First(e => Type(e) == "Started"), events.First(e => Type(e) == "Ended"));
        return new MeterLog(begun["transactionInfo"]!["transactionId"]!.GetValue<string>(), At(begun), At(ended), Register(begun), Register(ended));

        static string Type(JsonObject e) => e["eventType"]!.GetValue<string>();
    }

    private static DateTimeOffset At(JsonObject payload) => DateTimeOffset.Parse(payload["timestamp"]!.GetValue<string>(), CultureInfo.InvariantCulture);

    // The last sample of the event is the newest.
    private static decimal Register(JsonObject payload) => payload["meterValue"]!.AsArray()
        .SelectMany(v => v!["sampledValue"]!.AsArray())
        .Where(s => s!["phase"] is null && (s["measurand"]?.GetValue<string>() ?? "Energy.Active.Import.Register") == "Energy.Active.Import.Register")
        .Select(s => s!["value"]!.GetValue<decimal>()).Last();
}

using System.Globalization;
using System.Text.Json;
using Voltbench.EndToEnd.Tests.Processes;

namespace Voltbench.EndToEnd.Tests.Roaming;

/// <summary>
/// From nothing to a CDR with no part replaced: CPO, chargers, built-in CSMS and eMSP in the built product, over HTTP and WebSocket. Energy, times and
/// cost must be the same in the OCPP frames, the session, the CDR and the tariff worked out by hand.
/// </summary>
public sealed class RoamingTests
{
    private const string Uid = "04A1B2C3D4E580";

    [Theory]
    [InlineData("2.2.1", "small-urban-ac", "OCPP1.6")]
    [InlineData("2.1.1", "small-urban-ac", "OCPP1.6")]
    [InlineData("2.2.1", "metro-ac-201", "OCPP2.0.1")]
    [InlineData("2.1.1", "metro-ac-201", "OCPP2.0.1")]
    public async Task From_a_template_to_a_CDR(string version, string template, string ocppVersion)
    {
        await using var gateway = await GatewayProcess.StartAsync();
        var lab = new RoamingLab(gateway, version);
        await lab.CreateAsync(template);

        var pulled = await lab.PullAsync("locations");
        pulled.GetProperty("faults").GetArrayLength().ShouldBe(0, pulled.ToString());
        pulled.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null, pulled.ToString());
        pulled.GetProperty("objects").GetInt32().ShouldBe(lab.Created.GetProperty("topology").GetProperty("locations").GetInt32());
        (await lab.PullAsync("tariffs")).GetProperty("objects").GetInt32().ShouldBePositive();
        await lab.PutTokenAsync(Uid);

        var evse = await lab.FindFreeAsync(ocppVersion);
        await lab.SampleQuicklyAsync(evse.ChargerId);
        await lab.CommandAsync("start-session", new { token_uid = Uid, location_id = evse.LocationId, evse_uid = evse.EvseUid, wait_seconds = 30 });
        await lab.WaitForObjectAsync("locations", l => StatusOf(l, evse.EvseUid) == "CHARGING", "the EVSE is CHARGING");
        var running = await lab.WaitForObjectAsync("sessions", s => s.GetProperty("status").GetString() == "ACTIVE" && s.GetProperty("kwh").GetDecimal() > 0.003m, "energy in the session");
        var id = running.GetProperty("id").GetString()!;
        await lab.CommandAsync("stop-session", new { session_id = id, wait_seconds = 30 });
        var cdr = await lab.WaitForObjectAsync("cdrs", static _ => true, "the CDR");
        var session = await lab.WaitForObjectAsync("sessions", s => s.GetProperty("status").GetString() == "COMPLETED", "the session is COMPLETED");

        var ocpp = OcppLedger.Read(await lab.FramesAsync(evse.ChargerId));
        ocpp.IdToken.ShouldBe(Uid);
        ocpp.Samples.ShouldBeGreaterThan(1);
        var hours = (decimal)(ocpp.StoppedAt!.Value - ocpp.StartedAt).TotalHours;
        session.GetProperty("id").GetString().ShouldBe(id);
        session.GetProperty("kwh").GetDecimal().ShouldBe(ocpp.Kwh, 0.00005m);
        cdr.GetProperty("total_energy").GetDecimal().ShouldBe(ocpp.Kwh, 0.00005m);
        cdr.GetProperty("total_time").GetDecimal().ShouldBe(hours, 0.0003m);
        At(session, version == "2.1.1" ? "start_datetime" : "start_date_time").ShouldBe(ocpp.StartedAt, TimeSpan.FromSeconds(1));
        At(cdr, "start_date_time").ShouldBe(ocpp.StartedAt, TimeSpan.FromSeconds(1));
        At(cdr, version == "2.1.1" ? "stop_date_time" : "end_date_time").ShouldBe(ocpp.StoppedAt.Value, TimeSpan.FromSeconds(1));
        var energy = cdr.GetProperty("charging_periods").EnumerateArray()
            .SelectMany(p => p.GetProperty("dimensions").EnumerateArray())
            .Where(d => d.GetProperty("type").GetString() == "ENERGY").Sum(d => d.GetProperty("volume").GetDecimal());
        energy.ShouldBe(ocpp.Kwh, 0.0005m);

        var tariff = cdr.GetProperty("tariffs").EnumerateArray().ShouldHaveSingleItem();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(evse.TimeZone);
        var parking = cdr.TryGetProperty("total_parking_time", out var given) ? given.GetDecimal() : 0;
        var byHand = Math.Round(HandPrice.Of(tariff, ocpp.Kwh, parking, TimeZoneInfo.ConvertTime(ocpp.StartedAt, zone)), 4);
        Cost(cdr, "total_cost").ShouldBe(byHand, 0.01m, cdr.ToString());
        Cost(session, "total_cost").ShouldBe(Cost(cdr, "total_cost"), 0.0001m);
        cdr.GetProperty("currency").GetString().ShouldBe(tariff.GetProperty("currency").GetString());

        // Pull tells the same as push, and nothing came twice.
        (await lab.PullAsync("cdrs")).ShouldSatisfyAllConditions(
            p => p.GetProperty("objects").GetInt32().ShouldBe(1), p => p.GetProperty("added").GetInt32().ShouldBe(0), p => p.GetProperty("faults").GetArrayLength().ShouldBe(0));
        (await lab.PullAsync("sessions")).ShouldSatisfyAllConditions(p => p.GetProperty("objects").GetInt32().ShouldBe(1), p => p.GetProperty("added").GetInt32().ShouldBe(0));
        await lab.WaitForObjectAsync("locations", l => StatusOf(l, evse.EvseUid) is "AVAILABLE" or "BLOCKED", "the EVSE is not CHARGING any more");
    }

    private static string? StatusOf(JsonElement location, string uid) => location.GetProperty("evses").EnumerateArray()
        .Where(e => e.GetProperty("uid").GetString() == uid).Select(e => e.GetProperty("status").GetString()).FirstOrDefault();

    private static DateTimeOffset At(JsonElement of, string name) =>
        DateTimeOffset.Parse(of.GetProperty(name).GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    // 2.2.1 has prices with and without VAT, 2.1.1 a number without.
    private static decimal Cost(JsonElement of, string name) =>
        of.GetProperty(name) is { ValueKind: JsonValueKind.Object } price ? price.GetProperty("excl_vat").GetDecimal() : of.GetProperty(name).GetDecimal();
}

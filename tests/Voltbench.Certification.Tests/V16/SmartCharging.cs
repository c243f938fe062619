using System.Text.Json;
using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V16;

/// <summary>Compliancy testing tool, charge point: 2.21 Smart charging.</summary>
public sealed class SmartCharging(TestLab lab)
{
    [Fact]
    [Shows(OcppVersion.V16, "SetChargingProfile")]
    public async Task TC_056_CS_TxDefaultProfile()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("SetChargingProfile", new { connectorId = 1, csChargingProfiles = Profile(1, "TxDefaultProfile", 6) }, "Accepted");
        await station.ChargingAsync();
        await PowerIsAsync(station, 6);
    }

    [Fact]
    [Shows(OcppVersion.V16, "GetCompositeSchedule")]
    public async Task TC_066_CS_Get_Composite_Schedule()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("SetChargingProfile", new { connectorId = 1, csChargingProfiles = Profile(1, "TxDefaultProfile", 6) }, "Accepted");
        (await LimitAsync(station)).ShouldBe(6);
    }

    [Fact]
    public async Task TC_057_CS_TxProfile()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        var transaction = await station.ChargingAsync();
        await station.SendAsync("SetChargingProfile", new { connectorId = 1, csChargingProfiles = Profile(1, "TxProfile", 8, transaction) }, "Accepted");
        await PowerIsAsync(station, 8);
        (await LimitAsync(station)).ShouldBe(8);
    }

    [Fact]
    public async Task TC_058_1_CS_TxProfile_Without_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("SetChargingProfile", new { connectorId = 1, csChargingProfiles = Profile(1, "TxProfile", 6) }, "Rejected");
    }

    [Fact]
    public async Task TC_058_2_CS_TxProfile_With_A_Wrong_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        var transaction = await station.ChargingAsync();
        await station.SendAsync("SetChargingProfile", new { connectorId = 1, csChargingProfiles = Profile(1, "TxProfile", 6, transaction + 100_000) }, "Rejected");
    }

    [Fact]
    public async Task TC_059_CS_Remote_Start_With_A_Charging_Profile()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.PlugAsync();
        await station.SendAsync("RemoteStartTransaction", new { connectorId = 1, idTag = "TAG-1", chargingProfile = Profile(1, "TxProfile", 7) }, "Accepted");
        await station.ExpectAsync("StartTransaction");
        await PowerIsAsync(station, 7);
    }

    [Fact]
    [Shows(OcppVersion.V16, "ClearChargingProfile")]
    public async Task TC_067_CS_Clear_Charging_Profile()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("SetChargingProfile", new { connectorId = 1, csChargingProfiles = Profile(1, "TxDefaultProfile", 6) }, "Accepted");
        await station.SendAsync("ClearChargingProfile", new { id = 1 }, "Accepted");
        await station.SendAsync("ClearChargingProfile", new { id = 1 }, "Unknown");
        (await LimitAsync(station)).ShouldBeGreaterThan(6);
    }

    [Fact]
    public async Task TC_072_CS_Stacking_Charging_Profiles()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("SetChargingProfile", new { connectorId = 1, csChargingProfiles = Profile(1, "TxDefaultProfile", 6) }, "Accepted");
        await station.SendAsync("SetChargingProfile", new { connectorId = 1, csChargingProfiles = Profile(2, "TxDefaultProfile", 10, stackLevel: 1) }, "Accepted");
        await station.ChargingAsync();
        (await LimitAsync(station)).ShouldBe(10);
        await PowerIsAsync(station, 10);
    }

    [Fact]
    public async Task TC_082_CS_TxDefaultProfile_With_An_Ongoing_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.ChargingAsync();
        await station.SendAsync("SetChargingProfile", new { connectorId = 1, csChargingProfiles = Profile(1, "TxDefaultProfile", 9) }, "Accepted");
        await PowerIsAsync(station, 9);
    }

    [Fact]
    public async Task TC_060_CS_Remote_Start_With_A_Profile_Of_The_Wrong_Purpose()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.PlugAsync();
        await station.SendAsync("RemoteStartTransaction", new { connectorId = 1, idTag = "TAG-1", chargingProfile = Profile(1, "TxDefaultProfile", 6) }, "Rejected");
        await station.NeverAsync("StartTransaction");
    }

    private static object Profile(int id, string purpose, double amperes, int? transactionId = null, int stackLevel = 0)
    {
        var profile = new Dictionary<string, object>
        {
            ["chargingProfileId"] = id,
            ["stackLevel"] = stackLevel,
            ["chargingProfilePurpose"] = purpose,
            ["chargingProfileKind"] = "Absolute",
            ["chargingSchedule"] = new
            {
                duration = 86_400,
                startSchedule = TimeProvider.System.GetUtcNow().AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
                chargingRateUnit = "A",
                chargingSchedulePeriod = new[] { new { startPeriod = 0, limit = amperes, numberPhases = 3 } },
            },
        };
        if (transactionId is { } transaction)
            profile["transactionId"] = transaction;
        return profile;
    }

    private static async Task<double> LimitAsync(TestStation station)
    {
        var schedule = await station.SendAsync("GetCompositeSchedule", new { connectorId = 1, duration = 300, chargingRateUnit = "A" }, "Accepted");
        return schedule.GetProperty("chargingSchedule").GetProperty("chargingSchedulePeriod")[0].GetProperty("limit").GetDouble();
    }

    /// <summary>The meter shows no more than the limit, and nearly that.</summary>
    private static Task PowerIsAsync(TestStation station, double amperes) => station.ExpectAsync("MeterValues", p => Currents(p) is { Count: > 0 } currents
        && currents.TrueForAll(c => c <= amperes + 0.01 && c > amperes * 0.8));

    private static List<double> Currents(JsonElement payload) =>
    [
        .. payload.GetProperty("meterValue")[0].GetProperty("sampledValue").EnumerateArray()
            .Where(v => v.Text("measurand") == "Current.Import")
            .Select(v => double.Parse(v.Text("value")!, System.Globalization.CultureInfo.InvariantCulture)),
    ];
}

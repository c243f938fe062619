using System.Text.Json;
using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V16;

/// <summary>Compliancy testing tool, charge point: 2.8 Configuration, 2.9 Meter values, 2.15 unhappy configuration.</summary>
public sealed class Configuration(TestLab lab)
{
    // The key and whether it must be writable; null = either.
    private static readonly (string Key, bool? IsWritable)[] Required =
    [
        ("AuthorizeRemoteTxRequests", null), ("ClockAlignedDataInterval", true), ("ConnectionTimeOut", true), ("ConnectorPhaseRotation", true),
        ("GetConfigurationMaxKeys", false), ("HeartbeatInterval", true), ("LocalAuthorizeOffline", true), ("LocalPreAuthorize", true),
        ("MeterValuesAlignedData", true), ("MeterValuesSampledData", true), ("MeterValueSampleInterval", true), ("NumberOfConnectors", false),
        ("ResetRetries", true), ("StopTransactionOnInvalidId", true), ("StopTxnAlignedData", true), ("StopTxnSampledData", true),
        ("SupportedFeatureProfiles", false), ("TransactionMessageAttempts", true), ("TransactionMessageRetryInterval", true),
        ("UnlockConnectorOnEVSideDisconnect", null), ("LocalAuthListEnabled", true), ("LocalAuthListMaxLength", false), ("SendLocalListMaxLength", false),
        ("ChargeProfileMaxStackLevel", false), ("ChargingScheduleAllowedChargingRateUnit", false), ("ChargingScheduleMaxPeriods", false),
        ("MaxChargingProfilesInstalled", false),
    ];

    [Fact]
    [Shows(OcppVersion.V16, "GetConfiguration")]
    public async Task TC_019_CS_Retrieve_Configuration()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        var profiles = await station.SendAsync("GetConfiguration", new { key = new[] { "SupportedFeatureProfiles" } });
        profiles.TryGetProperty("unknownKey", out var unknown).ShouldBeFalse(unknown.ToString());
        foreach (var profile in (string[])["Core", "FirmwareManagement", "LocalAuthListManagement", "Reservation", "SmartCharging", "RemoteTrigger"])
            profiles.GetProperty("configurationKey")[0].Text("value")!.ShouldContain(profile);
        var all = (await station.SendAsync("GetConfiguration", new { })).GetProperty("configurationKey").EnumerateArray()
            .ToDictionary(k => k.Text("key")!, k => k.GetProperty("readonly").GetBoolean());
        foreach (var (key, isWritable) in Required)
        {
            all.ShouldContainKey(key);
            if (isWritable is { } expected)
                all[key].ShouldBe(!expected, key);
        }

        var max = int.Parse(ValueOf(await station.SendAsync("GetConfiguration", new { key = new[] { "GetConfigurationMaxKeys" } })), System.Globalization.CultureInfo.InvariantCulture);
        var some = all.Keys.Take(Math.Min(max, all.Count)).ToArray();
        (await station.SendAsync("GetConfiguration", new { key = some })).GetProperty("configurationKey").GetArrayLength().ShouldBe(some.Length);
    }

    [Fact]
    [Shows(OcppVersion.V16, "ChangeConfiguration")]
    public async Task TC_021_CS_Change_Configuration()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SetAsync("MeterValueSampleInterval", "7");
        ValueOf(await station.SendAsync("GetConfiguration", new { key = new[] { "MeterValueSampleInterval" } })).ShouldBe("7");
    }

    [Fact]
    public async Task TC_040_1_CS_Configuration_Key_Not_Supported()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("ChangeConfiguration", new { key = "NoSuchKey", value = "1" }, "NotSupported");
    }

    [Fact]
    public async Task TC_040_2_CS_Configuration_Invalid_Value()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("ChangeConfiguration", new { key = "MeterValueSampleInterval", value = "-1" }, "Rejected");
    }

    [Fact]
    [Shows(OcppVersion.V16, "MeterValues")]
    public async Task TC_070_CS_Sampled_Meter_Values()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SetAsync("ClockAlignedDataInterval", "0");
        await station.SetAsync("MeterValueSampleInterval", "1");
        await station.SetAsync("MeterValuesSampledData", "Energy.Active.Import.Register,Voltage");
        await station.ChargingAsync();
        for (var i = 0; i < 2; i++)
        {
            var values = (await station.ExpectAsync("MeterValues")).Payload.GetProperty("meterValue")[0].GetProperty("sampledValue").EnumerateArray().ToList();
            values.ShouldAllBe(v => v.Text("context") == "Sample.Periodic");
            values.Select(v => v.Text("measurand")).Distinct().ShouldBe(["Energy.Active.Import.Register", "Voltage"], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task TC_071_CS_Clock_Aligned_Meter_Values()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SetAsync("MeterValueSampleInterval", "0");
        await station.SetAsync("MeterValuesAlignedData", "Energy.Active.Import.Register");
        await station.SetAsync("ClockAlignedDataInterval", "2");
        await station.ChargingAsync();
        for (var i = 0; i < 2; i++)
        {
            var value = (await station.ExpectAsync("MeterValues", p => p.Number("connectorId") == 1)).Payload.GetProperty("meterValue")[0];
            value.GetProperty("sampledValue")[0].Text("context").ShouldBe("Sample.Clock");
            (value.GetProperty("timestamp").GetDateTimeOffset().Second % 2).ShouldBe(0);
        }
    }

    private static string ValueOf(JsonElement answer) => answer.GetProperty("configurationKey")[0].Text("value")!;
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.EndToEnd.Tests.Processes;
using Voltbench.Ocpp;
using Voltbench.Testing.Csms;

namespace Voltbench.EndToEnd.Tests.Durability;

/// <summary>SIGKILL after the CSMS has told a station all that it has to remember: reservation, profile, local list, configuration, a firmware update to come.</summary>
public sealed class KilledWithMemoryTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_1_6_station_remembers_what_it_was_told()
    {
        await using var csms = await RecordingCsms.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync();
        var station = await BootedAsync(gateway, csms, "MEMORY-16", "OCPP1.6");
        await AskAsync(csms, station, "ChangeConfiguration", new { key = "MeterValueSampleInterval", value = "17" }, "Accepted");
        await AskAsync(csms, station, "SendLocalList", new { listVersion = 7, updateType = "Full", localAuthorizationList = new[] { Tag("LOCAL-1") } }, "Accepted");
        await AskAsync(csms, station, "SetChargingProfile", new { connectorId = 0, csChargingProfiles = MaxProfile }, "Accepted");
        await AskAsync(csms, station, "UpdateFirmware", new { location = "http://127.0.0.1:9/firmware.bin", retrieveDate = InAnHour() }, null);
        await AskAsync(csms, station, "ReserveNow", new { connectorId = 1, expiryDate = InAnHour(), idTag = "RESERVED", reservationId = 42 }, "Accepted");
        await csms.WaitUntilAsync(c => Statuses(c, station).Contains("Reserved"), Limit, "reserved");
        await KillAsync(gateway, csms, station);

        await csms.WaitUntilAsync(c => Statuses(c, station).Last() == "Reserved", Limit, "still reserved");
        var setting = await CallAsync(csms, station, "GetConfiguration", new { key = new[] { "MeterValueSampleInterval" } });
        setting.GetProperty("configurationKey")[0].GetProperty("value").GetString().ShouldBe("17");
        (await CallAsync(csms, station, "GetLocalListVersion", new { })).GetProperty("listVersion").GetInt32().ShouldBe(7);
        var composite = await CallAsync(csms, station, "GetCompositeSchedule", new { connectorId = 1, duration = 60, chargingRateUnit = "W" });
        composite.GetProperty("chargingSchedule").GetProperty("chargingSchedulePeriod")[0].GetProperty("limit").GetDouble().ShouldBe(5000);
        await AskAsync(csms, station, "CancelReservation", new { reservationId = 42 }, "Accepted");
        await csms.WaitUntilAsync(c => Statuses(c, station).Last() == "Available", Limit, "free again");
        csms.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_2_0_1_station_remembers_what_it_was_told()
    {
        await using var csms = await RecordingCsms.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync();
        var station = await BootedAsync(gateway, csms, "MEMORY-201", "OCPP2.0.1");
        var variable = new { component = new { name = "SampledDataCtrlr" }, variable = new { name = "TxUpdatedInterval" } };
        var set = await CallAsync(csms, station, "SetVariables", new { setVariableData = new[] { new { variable.component, variable.variable, attributeValue = "17" } } });
        set.GetProperty("setVariableResult")[0].GetProperty("attributeStatus").GetString().ShouldBe("Accepted");
        await AskAsync(
            csms, station, "SendLocalList",
            new { versionNumber = 7, updateType = "Full", localAuthorizationList = new[] { new { idToken = Token, idTokenInfo = new { status = "Accepted" } } } },
            "Accepted");
        await AskAsync(csms, station, "SetChargingProfile", new { evseId = 0, chargingProfile = MaxProfile201 }, "Accepted");
        await AskAsync(
            csms, station, "UpdateFirmware",
            new { requestId = 9, firmware = new { location = "http://127.0.0.1:9/firmware.bin", retrieveDateTime = InAnHour() } },
            "Accepted");
        await AskAsync(csms, station, "ReserveNow", new { id = 42, evseId = 1, expiryDateTime = InAnHour(), idToken = Token }, "Accepted");
        await csms.WaitUntilAsync(c => Statuses(c, station).Contains("Reserved"), Limit, "reserved");
        await KillAsync(gateway, csms, station);

        await csms.WaitUntilAsync(c => Statuses(c, station).Last() == "Reserved", Limit, "still reserved");
        var got = await CallAsync(csms, station, "GetVariables", new { getVariableData = new[] { variable } });
        got.GetProperty("getVariableResult")[0].GetProperty("attributeValue").GetString().ShouldBe("17");
        (await CallAsync(csms, station, "GetLocalListVersion", new { })).GetProperty("versionNumber").GetInt32().ShouldBe(7);
        var composite = await CallAsync(csms, station, "GetCompositeSchedule", new { evseId = 1, duration = 60, chargingRateUnit = "W" });
        composite.GetProperty("schedule").GetProperty("chargingSchedulePeriod")[0].GetProperty("limit").GetDouble().ShouldBe(5000);
        await AskAsync(csms, station, "TriggerMessage", new { requestedMessage = "FirmwareStatusNotification" }, "Accepted");
        await csms.WaitUntilAsync(
            c => c.Calls.Any(f => f.Action == "FirmwareStatusNotification" && f.Payload.GetProperty("status").GetString() == "DownloadScheduled" && f.Connection > 1),
            Limit, "the update is still to come");
        await AskAsync(csms, station, "CancelReservation", new { reservationId = 42 }, "Accepted");
        await csms.WaitUntilAsync(c => Statuses(c, station).Last() == "Available", Limit, "free again");
        csms.Violations.ShouldBeEmpty();
    }

    private static readonly object Token = new { idToken = "LOCAL-1", type = "ISO14443" };

    private static readonly object MaxProfile = new
    {
        chargingProfileId = 3,
        stackLevel = 0,
        chargingProfilePurpose = "ChargePointMaxProfile",
        chargingProfileKind = "Absolute",
        chargingSchedule = new { chargingRateUnit = "W", startSchedule = "2026-01-01T00:00:00Z", chargingSchedulePeriod = new[] { new { startPeriod = 0, limit = 5000.0 } } },
    };

    private static readonly object MaxProfile201 = new
    {
        id = 3,
        stackLevel = 0,
        chargingProfilePurpose = "ChargingStationMaxProfile",
        chargingProfileKind = "Absolute",
        chargingSchedule = new[]
        {
            new { id = 1, chargingRateUnit = "W", startSchedule = "2026-01-01T00:00:00Z", chargingSchedulePeriod = new[] { new { startPeriod = 0, limit = 5000.0 } } },
        },
    };

    private static object Tag(string idTag) => new { idTag, idTagInfo = new { status = "Accepted" } };

    private static string InAnHour() => TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> BootedAsync(GatewayProcess gateway, RecordingCsms csms, string identity, string version)
    {
        await gateway.Client.CreateChargerAsync(identity, csms.Url, ("ocpp_version", JsonValue.Create(version)));
        await csms.WaitUntilAsync(c => Statuses(c, identity).Contains("Available"), Limit, "booted");
        return identity;
    }

    private static async Task KillAsync(GatewayProcess gateway, RecordingCsms csms, string station)
    {
        await gateway.KillAsync();
        await csms.WaitUntilAsync(c => c.Connected.Count == 0, Limit, "gone after the kill");
        var before = csms.Calls.Count(c => c.Action == "BootNotification");
        await gateway.StartAgainAsync();
        await csms.WaitUntilAsync(c => c.Calls.Count(f => f.Action == "BootNotification") > before && c.Connected.Contains(station), Limit, "back");
    }

    private static async Task<JsonElement> CallAsync(RecordingCsms csms, string station, string action, object payload)
    {
        var frame = await csms.CallAsync(station, action, payload);
        frame[0].GetInt32().ShouldBe(3, frame.GetRawText());
        return frame[2];
    }

    private static async Task AskAsync(RecordingCsms csms, string station, string action, object payload, string? status)
    {
        var answer = await CallAsync(csms, station, action, payload);
        if (status is not null)
            answer.GetProperty("status").GetString().ShouldBe(status, $"{action}: {answer}");
    }

    private static List<string> Statuses(RecordingCsms csms, string station) =>
    [
        .. csms.Calls
            .Where(c => c.Identity == station && c.Action == "StatusNotification")
            .Where(c => c.Version == OcppVersion.V201 || c.Payload.GetProperty("connectorId").GetInt32() == 1)
            .Select(c => c.Payload.GetProperty(c.Version == OcppVersion.V16 ? "status" : "connectorStatus").GetString()!),
    ];
}

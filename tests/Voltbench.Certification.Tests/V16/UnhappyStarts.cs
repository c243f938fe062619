using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V16;

/// <summary>Compliancy testing tool, charge point: 2.10 Unhappy starts, 2.13 to 2.16 power failure, offline behaviour, faults.</summary>
public sealed class UnhappyStarts(TestLab lab)
{
    [Fact]
    public async Task TC_023_CS_Start_With_An_Invalid_IdTag()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SetAsync("LocalPreAuthorize", "true");
        station.On("Authorize", _ => """{"idTagInfo":{"status":"Invalid"}}""");
        await station.PlugAsync();
        await station.ExpectStatusAsync("Preparing");
        await station.PresentAsync("TAG-1");
        await station.ExpectAsync("Authorize");
        await station.NeverAsync("StartTransaction");
    }

    [Fact]
    public async Task TC_024_CS_Lock_Failure()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.PresentAsync("TAG-1", 1);
        await station.ExpectStatusAsync("Preparing");
        await station.CommandAsync("inject-fault", new { fault_type = "ConnectorLockFailure", connector_id = 1 });
        await station.ExpectAsync("StatusNotification", p => p.Text("status") == "Faulted" && p.Text("errorCode") == "ConnectorLockFailure");
        await station.NeverAsync("StartTransaction");
    }

    [Fact]
    public async Task TC_032_2_CS_Power_Failure_Stops_The_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16, new { meter_interval_seconds = 1, recovery = "power_loss" });
        await station.ChargingAsync();
        await station.RestartAsync();
        await station.ExpectAsync("BootNotification");
        await station.ExpectAsync("StopTransaction", p => p.Text("reason") == "PowerLoss");
    }

    [Fact]
    public async Task TC_034_CS_Power_Failure_With_Unavailable_Status()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("ChangeAvailability", new { connectorId = 1, type = "Inoperative" }, "Accepted");
        await station.ExpectStatusAsync("Unavailable");
        await station.RestartAsync();
        await station.ExpectAsync("BootNotification");
        await station.ExpectStatusAsync("Unavailable");
    }

    [Fact]
    public async Task TC_036_CS_Connection_Loss_During_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.ChargingAsync();
        await station.OfflineAsync();
        var before = station.Calls.Count;
        await station.UntilAsync(r => r["connectors"]![0]!["power_w"]!.GetValue<double>() > 0, "charging offline");
        await station.OnlineAsync();
        await station.ExpectAsync("MeterValues");
        station.Calls.Skip(before).ShouldNotContain(c => c.Action == "StopTransaction");
    }

    [Fact]
    [Shows(OcppVersion.V16, "StartTransaction")]
    public async Task TC_037_1_CS_Offline_Start_With_A_Valid_IdTag()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await OfflineStartAsync(station);
        await station.OnlineAsync();
        await station.ExpectAsync("StartTransaction", p => p.Text("idTag") == "TAG-1");
        await station.NeverAsync("StopTransaction");
    }

    [Fact]
    public async Task TC_037_2_CS_Offline_Start_With_An_Invalid_IdTag_Suspends()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SetAsync("StopTransactionOnInvalidId", "false");
        station.On("StartTransaction", _ => """{"transactionId":777,"idTagInfo":{"status":"Invalid"}}""");
        await OfflineStartAsync(station);
        await station.OnlineAsync();
        await station.ExpectAsync("StartTransaction");
        await station.ExpectStatusAsync("SuspendedEVSE");
        await station.NeverAsync("StopTransaction");
    }

    [Fact]
    public async Task TC_037_3_CS_Offline_Start_With_An_Invalid_IdTag_Stops()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SetAsync("StopTransactionOnInvalidId", "true");
        station.On("StartTransaction", _ => """{"transactionId":777,"idTagInfo":{"status":"Invalid"}}""");
        await OfflineStartAsync(station);
        await station.OnlineAsync();
        await station.ExpectAsync("StartTransaction");
        await station.ExpectAsync("StopTransaction", p => p.Text("reason") == "DeAuthorized");
        await station.ExpectStatusAsync("Finishing");
    }

    [Fact]
    public async Task TC_038_CS_Offline_Stop()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.ChargingAsync("TAG-1");
        await station.OfflineAsync();
        await station.PresentAsync("TAG-1", 1);
        await station.OnlineAsync();
        await station.ExpectAsync("StopTransaction", p => p.Text("idTag") == "TAG-1");
    }

    [Fact]
    public async Task TC_039_CS_Offline_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await OfflineStartAsync(station);
        await station.PresentAsync("TAG-1", 1);
        await station.UntilAsync(r => r["connectors"]![0]!["transaction_id"] is null && r["connectors"]![0]!["status"]!.GetValue<string>() == "Finishing", "stopped");
        await station.OnlineAsync();
        var start = await station.ExpectAsync("StartTransaction");
        var stop = await station.ExpectAsync("StopTransaction");
        stop.Payload.Number("transactionId").ShouldBe(lab.Csms.TransactionIdOf(start));
    }

    [Fact]
    public async Task TC_041_CS_Fault_Behavior()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.CommandAsync("inject-fault", new { fault_type = "GroundFailure", connector_id = 1 });
        await station.ExpectAsync("StatusNotification", p => p.Text("status") == "Faulted" && p.Text("errorCode") == "GroundFailure");
        await station.SendAsync("RemoteStartTransaction", new { connectorId = 1, idTag = "TAG-1" }, "Rejected");
        await station.CommandAsync("clear-fault", new { connector_id = 1 });
        await station.ExpectStatusAsync("Available");
    }

    private static async Task OfflineStartAsync(TestStation station)
    {
        await station.SetAsync("LocalAuthorizeOffline", "true");
        await station.SetAsync("AllowOfflineTxForUnknownId", "true");
        await station.OfflineAsync();
        await station.PlugAsync();
        await station.PresentAsync("TAG-1", 1);
        await station.UntilAsync(r => r["connectors"]![0]!["power_w"]!.GetValue<double>() > 0, "charging offline");
        station.Forget();
    }
}

using System.Net;
using System.Net.Sockets;
using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V201;

/// <summary>Part 6, block F: remote start and stop, unlocking, triggers.</summary>
public sealed class RemoteControl(TestLab lab)
{
    private static readonly object Token = new { idToken = "TAG-1", type = "ISO14443" };

    [Fact]
    [Shows(OcppVersion.V201, "RequestStartTransaction")]
    public async Task TC_F_01_CS_Remote_Start_Cable_First()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.ConnectedAsync();
        await station.SendAsync("RequestStartTransaction", new { idToken = Token, evseId = 1, remoteStartId = 1 }, "Accepted");
        var begin = await station.ExpectEventAsync("Started", "RemoteStart");
        begin.Payload.At("transactionInfo", "remoteStartId").ShouldBe("1");
        begin.Payload.At("idToken", "idToken").ShouldBe("TAG-1");
        await station.ExpectEventAsync("Updated", "ChargingStateChanged", "Charging");
    }

    [Fact]
    public Task TC_F_02_CS_Remote_Start_First_With_Authorization() => RemoteFirstAsync(authorizes: true);

    [Fact]
    public Task TC_F_03_CS_Remote_Start_First_Without_Authorization() => RemoteFirstAsync(authorizes: false);

    [Fact]
    public async Task TC_F_04_CS_Remote_Start_First_Nobody_Plugs_In()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.ConfigureAsync(("LabCtrlr.CarFollowsRemoteStart", "false"));
        await station.SetVariablesAsync(("TxCtrlr.EVConnectionTimeOut", "1"));
        for (var id = 1; id <= 2; id++)
        {
            await station.SendAsync("RequestStartTransaction", new { idToken = Token, evseId = 1, remoteStartId = id }, "Accepted");
            await station.ExpectEventAsync("Started", "RemoteStart");
            (await station.ExpectEventAsync("Ended", "EVConnectTimeout")).StoppedReason().ShouldBe("Timeout");
        }
    }

    [Fact]
    public async Task TC_F_05_CS_Unlock_During_A_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.TransferringAsync();
        await station.SendAsync("UnlockConnector", new { evseId = 1, connectorId = 1 }, "OngoingAuthorizedTransaction");
        await station.NeverAsync("TransactionEvent", p => p.Text("eventType") == "Ended");
    }

    [Fact]
    [Shows(OcppVersion.V201, "UnlockConnector")]
    public async Task TC_F_06_CS_Unlock()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariablesAsync(("TxCtrlr.StopTxOnEVSideDisconnect", "true"), ("OCPPCommCtrlr.UnlockOnEVSideDisconnect", "false"));
        await station.TransferringAsync();
        await station.UnplugAsync();
        await station.ExpectEventAsync("Ended");
        await station.SendAsync("UnlockConnector", new { evseId = 1, connectorId = 1 }, "Unlocked");
        await station.ExpectStatusAsync("Available");
    }

    [Fact]
    public async Task TC_F_07_CS_Unlock_Without_A_Cable()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SendAsync("UnlockConnector", new { evseId = 1, connectorId = 1 }, "Unlocked");
    }

    [Fact]
    [Shows(OcppVersion.V201, "RequestStopTransaction")]
    public async Task TC_F_08_CS_Remote_Stop()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        var id = await station.TransferringAsync();
        await station.SendAsync("RequestStopTransaction", new { transactionId = id }, "Accepted");
        (await station.ExpectEventAsync("Ended", "RemoteStop")).StoppedReason().ShouldBe("Remote");
        await station.DisconnectedAsync();
    }

    [Fact]
    public async Task TC_F_09_CS_Remote_Stop_Of_Another_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.TransferringAsync();
        await station.SendAsync("RequestStopTransaction", new { transactionId = Guid.NewGuid().ToString() }, "Rejected");
        await station.NeverAsync("TransactionEvent", p => p.Text("eventType") == "Ended");
    }

    [Fact]
    public async Task TC_F_10_CS_Unlock_An_Unknown_Connector()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SendAsync("UnlockConnector", new { evseId = 1, connectorId = 999 }, "UnknownConnector");
    }

    [Fact]
    [Shows(OcppVersion.V201, "MeterValues")]
    public async Task TC_F_11_CS_Trigger_MeterValues_Of_An_Evse()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, isDc: true);
        await TriggerAsync(station, new { requestedMessage = "MeterValues", evse = new { id = 2 } });
        ContextOf(await station.ExpectAsync("MeterValues", p => p.Number("evseId") == 2)).ShouldBe("Trigger");
        await station.NeverAsync("MeterValues");
    }

    [Fact]
    public async Task TC_F_12_CS_Trigger_MeterValues_Of_All()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, isDc: true);
        await TriggerAsync(station, new { requestedMessage = "MeterValues" });
        for (var evse = 1; evse <= 2; evse++)
            ContextOf(await station.ExpectAsync("MeterValues", p => p.Number("evseId") == evse)).ShouldBe("Trigger");
    }

    [Fact]
    public async Task TC_F_13_CS_Trigger_TransactionEvent_Of_An_Evse()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.TransferringAsync();
        await TriggerAsync(station, new { requestedMessage = "TransactionEvent", evse = new { id = 1 } });
        var told = await station.ExpectEventAsync("Updated", "Trigger", "Charging");
        told.Payload.At("evse", "id").ShouldBeOneOf("1", null);
        ContextOf(told).ShouldBe("Trigger");
    }

    [Fact]
    public async Task TC_F_14_CS_Trigger_TransactionEvent_Of_All()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, isDc: true);
        await station.TransferringAsync("TAG-1", 1);
        await station.TransferringAsync("TAG-2", 2);
        await TriggerAsync(station, new { requestedMessage = "TransactionEvent" });
        for (var evse = 1; evse <= 2; evse++)
        {
            var told = await station.ExpectAsync("TransactionEvent", p => p.Text("triggerReason") == "Trigger" && p.At("evse", "id") == evse.ToString(System.Globalization.CultureInfo.InvariantCulture));
            told.ChargingState().ShouldBe("Charging");
            ContextOf(told).ShouldBe("Trigger");
        }
    }

    [Fact]
    [Shows(OcppVersion.V201, "LogStatusNotification")]
    public async Task TC_F_15_CS_Trigger_LogStatusNotification_Idle()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await TriggerAsync(station, new { requestedMessage = "LogStatusNotification" });
        (await station.ExpectAsync("LogStatusNotification")).Payload.Text("status").ShouldBe("Idle");
    }

    [Fact]
    public async Task TC_F_16_CS_Trigger_LogStatusNotification_Uploading()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        using var silent = new TcpListener(IPAddress.Loopback, 0); // takes the connection and never says a word
        silent.Start();
        await station.SendAsync(
            "GetLog",
            new { logType = "DiagnosticsLog", requestId = 1, retries = 0, log = new { remoteLocation = $"http://{silent.LocalEndpoint}/log" } },
            "Accepted");
        await station.ExpectAsync("LogStatusNotification", p => p.Text("status") == "Uploading");
        await TriggerAsync(station, new { requestedMessage = "LogStatusNotification" });
        await station.ExpectAsync("LogStatusNotification", p => p.Text("status") == "Uploading");
    }

    [Fact]
    [Shows(OcppVersion.V201, "FirmwareStatusNotification")]
    public async Task TC_F_17_CS_Trigger_FirmwareStatusNotification_With_An_Evse()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await TriggerAsync(station, new { requestedMessage = "FirmwareStatusNotification", evse = new { id = 1 } });
        (await station.ExpectAsync("FirmwareStatusNotification")).Payload.Text("status").ShouldBe("Idle");
    }

    [Fact]
    public async Task TC_F_18_CS_Trigger_FirmwareStatusNotification_Idle()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await TriggerAsync(station, new { requestedMessage = "FirmwareStatusNotification" });
        (await station.ExpectAsync("FirmwareStatusNotification")).Payload.Text("status").ShouldBe("Idle");
    }

    [Fact]
    public async Task TC_F_19_CS_Trigger_FirmwareStatusNotification_Downloading()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await station.SendAsync(
            "UpdateFirmware",
            new { requestId = 1, retries = 0, firmware = new { location = $"http://{silent.LocalEndpoint}/firmware", retrieveDateTime = "2020-01-01T00:00:00Z" } },
            "Accepted");
        await station.ExpectAsync("FirmwareStatusNotification", p => p.Text("status") == "Downloading");
        await TriggerAsync(station, new { requestedMessage = "FirmwareStatusNotification" });
        await station.ExpectAsync("FirmwareStatusNotification", p => p.Text("status") == "Downloading");
    }

    [Fact]
    [Shows(OcppVersion.V201, "TriggerMessage")]
    [Shows(OcppVersion.V201, "Heartbeat")]
    public async Task TC_F_20_CS_Trigger_Heartbeat()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await TriggerAsync(station, new { requestedMessage = "Heartbeat" });
        await station.ExpectAsync("Heartbeat");
    }

    [Fact]
    public async Task TC_F_23_CS_Trigger_StatusNotification_Available()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await TriggerAsync(station, new { requestedMessage = "StatusNotification", evse = new { id = 1, connectorId = 1 } });
        await station.ExpectStatusAsync("Available");
    }

    [Fact]
    public async Task TC_F_24_CS_Trigger_StatusNotification_Occupied()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.ConnectedAsync();
        await TriggerAsync(station, new { requestedMessage = "StatusNotification", evse = new { id = 1, connectorId = 1 } });
        await station.ExpectStatusAsync("Occupied");
    }

    [Fact]
    public async Task TC_F_26_CS_Trigger_BootNotification_When_Accepted()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        station.Forget();
        await station.SendAsync("TriggerMessage", new { requestedMessage = "BootNotification" }, "Rejected");
        await station.NeverAsync("BootNotification");
    }

    private static Task TriggerAsync(TestStation station, object request) => station.SendAsync("TriggerMessage", request, "Accepted");

    private static string? ContextOf(Testing.Csms.RecordedCall call)
        => call.Payload.GetProperty("meterValue")[0].GetProperty("sampledValue")[0].Text("context");

    private async Task RemoteFirstAsync(bool authorizes)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.ConfigureAsync(("LabCtrlr.CarFollowsRemoteStart", "false"));
        await station.SetVariablesAsync(("AuthCtrlr.AuthorizeRemoteStart", authorizes ? "true" : "false"));
        await station.SendAsync("RequestStartTransaction", new { idToken = Token, evseId = 1, remoteStartId = 1 }, "Accepted");
        if (authorizes)
            await station.ExpectAsync("Authorize", p => p.At("idToken", "idToken") == "TAG-1");
        (await station.ExpectEventAsync("Started", "RemoteStart")).Payload.At("transactionInfo", "remoteStartId").ShouldBe("1");
        await station.ConnectedAsync();
        await station.ExpectEventAsync("Updated", "CablePluggedIn", "EVConnected");
        await station.ExpectEventAsync("Updated", "ChargingStateChanged", "Charging");
        if (!authorizes)
            await station.NeverAsync("Authorize");
    }
}

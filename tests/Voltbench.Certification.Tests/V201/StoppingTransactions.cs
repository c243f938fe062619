using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;

namespace Voltbench.Certification.Tests.V201;

/// <summary>Part 6, block E: where a transaction ends.</summary>
public sealed class StoppingTransactions(TestLab lab)
{
    [Fact]
    public async Task TC_E_06_CS_Local_Stop()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.TransferringAsync();
        await station.StoppedAsync();
        await station.DisconnectedAsync();
    }

    [Fact]
    public async Task TC_E_07_CS_PowerPathClosed_Local_Stop()
    {
        await using var station = await UntilAsync("PowerPathClosed");
        await station.TransferringAsync();
        await station.PresentAsync("TAG-1", 1);
        var end = await station.ExpectEventAsync("Ended");
        end.Payload.Text("triggerReason").ShouldBeOneOf("StopAuthorized", "ChargingStateChanged");
        end.ChargingState().ShouldBe("EVConnected");
        end.StoppedReason().ShouldBeOneOf("Local", null);
    }

    [Fact]
    public async Task TC_E_08_CS_EnergyTransfer_Local_Stop()
    {
        await using var station = await UntilAsync("EnergyTransfer");
        await station.TransferringAsync();
        await station.PresentAsync("TAG-1", 1);
        var end = await station.ExpectEventAsync("Ended");
        end.Payload.Text("triggerReason").ShouldBeOneOf("StopAuthorized", "ChargingStateChanged");
        end.ChargingState().ShouldBe("EVConnected");
        end.StoppedReason().ShouldBeOneOf("Local", null);
    }

    [Fact]
    public async Task TC_E_14_CS_EVConnected_Out_Of_The_Station()
    {
        await using var station = await UntilAsync("EVConnected");
        await station.TransferringAsync();
        await station.PresentAsync("TAG-1", 1);
        await station.ExpectEventAsync("Updated", "StopAuthorized");
        await station.UnplugAsync();
        await station.ExpectStatusAsync("Available");
        var end = await station.ExpectEventAsync("Ended", "EVCommunicationLost", "Idle");
        end.StoppedReason().ShouldBeOneOf("Local", "EVDisconnected");
    }

    [Fact]
    public async Task TC_E_15_CS_Authorized_Local_Stop()
    {
        await using var station = await UntilAsync("Authorized");
        await station.TransferringAsync();
        (await station.StoppedAsync()).Payload.At("idToken", "idToken").ShouldBe("TAG-1");
    }

    [Fact]
    public async Task TC_E_16_CS_Authorized_Invalid_Token()
    {
        await using var station = await UntilAsync("Authorized");
        await station.SetVariablesAsync(
            ("AuthCtrlr.OfflineTxForUnknownIdEnabled", "true"), ("AuthCtrlr.LocalAuthorizeOffline", "true"), ("TxCtrlr.StopTxOnInvalidId", "true"), ("TxCtrlr.MaxEnergyOnInvalidId", "0"));
        await station.TransferringOfflineAsync();
        station.JudgesTransactions("Invalid");
        await station.OnlineAsync();
        (await station.ExpectEventAsync("Started")).Payload.At("offline").ShouldBe("true");
        (await station.ExpectEventAsync("Ended", "Deauthorized")).StoppedReason().ShouldBe("DeAuthorized");
    }

    [Fact]
    public async Task TC_E_17_CS_Authorized_Pulled_At_The_Car()
    {
        await using var station = await UntilAsync("Authorized");
        await station.SetVariablesAsync(("TxCtrlr.StopTxOnEVSideDisconnect", "true"), ("OCPPCommCtrlr.UnlockOnEVSideDisconnect", "false"));
        await station.SuspendedAsync();
        await PulledAsync(station, "EVDisconnected");
        await station.PresentAsync("TAG-1", 1);
        await station.ExpectStatusAsync("Available");
    }

    [Fact]
    public async Task TC_E_20_CS_EVConnected_Pulled_At_The_Car()
    {
        await using var station = await UntilAsync("EVConnected");
        await station.SetVariablesAsync(("TxCtrlr.StopTxOnEVSideDisconnect", "false"));
        await station.SuspendedAsync();
        await PulledAsync(station, "EVDisconnected");
    }

    [Fact]
    public async Task TC_E_21_CS_Authorized_Remote_Stop()
    {
        await using var station = await UntilAsync("Authorized");
        await StoppedRemotelyAsync(station);
    }

    [Fact]
    public async Task TC_E_22_CS_EnergyTransfer_The_Car_Suspends()
    {
        await using var station = await UntilAsync("EnergyTransfer");
        await station.TransferringAsync();
        await station.CommandAsync("ev-stops-energy");
        var told = await station.ExpectAsync("TransactionEvent", p => p.Text("triggerReason") == "ChargingStateChanged");
        if (told.ChargingState() == "SuspendedEV")
            told.Payload.Text("eventType").ShouldBe("Updated");
        else
            (told.ChargingState(), told.StoppedReason(), told.Payload.Text("eventType")).ShouldBe(("EVConnected", "StoppedByEV", "Ended"));
    }

    [Fact]
    public async Task TC_E_24_CS_Pulled_At_The_Car_And_Unlocked()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariablesAsync(("TxCtrlr.StopTxOnEVSideDisconnect", "true"), ("OCPPCommCtrlr.UnlockOnEVSideDisconnect", "true"));
        await station.SuspendedAsync();
        await PulledAsync(station, "EVDisconnected");
        await station.ExpectStatusAsync("Available");
    }

    [Fact]
    public async Task TC_E_25_CS_Pulled_At_The_Car_And_Kept_Locked()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariablesAsync(("TxCtrlr.StopTxOnEVSideDisconnect", "true"), ("OCPPCommCtrlr.UnlockOnEVSideDisconnect", "false"));
        await station.SuspendedAsync();
        await PulledAsync(station, "EVDisconnected");
        await station.NeverAsync("StatusNotification", p => p.Text("connectorStatus") == "Available");
        await station.PresentAsync("TAG-1", 1);
        await station.ExpectStatusAsync("Available");
    }

    [Fact]
    public async Task TC_E_26_CS_Pulled_At_The_Car_And_Suspended()
    {
        await using var station = await UntilAsync("Authorized");
        await station.SetVariablesAsync(("TxCtrlr.StopTxOnEVSideDisconnect", "false"), ("OCPPCommCtrlr.UnlockOnEVSideDisconnect", "false"));
        await station.SuspendedAsync();
        await station.UnplugAsync();
        await station.ExpectEventAsync("Updated", "EVCommunicationLost", "Idle");
        await station.PlugAsync();
        await station.ExpectEventAsync("Updated", "CablePluggedIn", "EVConnected");
        await station.ExpectEventAsync("Updated", "ChargingStateChanged", "Charging");
    }

    [Fact]
    public async Task TC_E_27_CS_Pulled_At_The_Car_And_Not_Plugged_Again()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, isDc: true);
        await station.SetVariablesAsync(
            ("TxCtrlr.TxStopPoint", "Authorized"), ("TxCtrlr.StopTxOnEVSideDisconnect", "false"), ("OCPPCommCtrlr.UnlockOnEVSideDisconnect", "false"), ("TxCtrlr.EVConnectionTimeOut", "1"));
        await station.SuspendedAsync();
        await station.UnplugAsync();
        await station.ExpectEventAsync("Updated", "EVCommunicationLost", "Idle");
        await station.ExpectStatusAsync("Available");
        (await station.ExpectEventAsync("Ended", "EVConnectTimeout")).StoppedReason().ShouldBe("Timeout");
    }

    [Fact]
    public async Task TC_E_35_CS_PowerPathClosed_Remote_Stop()
    {
        await using var station = await UntilAsync("PowerPathClosed");
        await StoppedRemotelyAsync(station);
    }

    [Fact]
    public async Task TC_E_37_CS_PowerPathClosed_Pulled_At_The_Car()
    {
        await using var station = await UntilAsync("PowerPathClosed");
        await station.SetVariablesAsync(("TxCtrlr.StopTxOnEVSideDisconnect", "false"));
        await station.SuspendedAsync();
        await PulledAsync(station, "EVDisconnected");
    }

    [Fact]
    public async Task TC_E_39_CS_Authorized_Nobody_Plugs_In()
    {
        await using var station = await UntilAsync("Authorized");
        await station.SetVariablesAsync(("TxCtrlr.EVConnectionTimeOut", "1"));
        await station.AuthorizedAsync();
        (await station.ExpectEventAsync("Ended", "EVConnectTimeout")).StoppedReason().ShouldBe("Timeout");
    }

    [Fact]
    public async Task TC_E_54_CS_EVConnected_Pulled_At_A_Car_With_High_Level_Communication()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, isDc: true);
        await station.SetVariablesAsync(("TxCtrlr.TxStopPoint", "EVConnected"), ("TxCtrlr.StopTxOnEVSideDisconnect", "false"));
        await station.SuspendedAsync();
        await PulledAsync(station, "EVDisconnected", "StoppedByEV");
    }

    private static async Task PulledAsync(TestStation station, params string?[] reasons)
    {
        await station.UnplugAsync();
        (await station.ExpectEventAsync("Ended", "EVCommunicationLost", "Idle")).StoppedReason().ShouldBeOneOf(reasons);
    }

    private static async Task StoppedRemotelyAsync(TestStation station)
    {
        var id = await station.TransferringAsync();
        await station.SendAsync("RequestStopTransaction", new { transactionId = id }, "Accepted");
        (await station.ExpectEventAsync("Ended", "RemoteStop")).StoppedReason().ShouldBe("Remote");
    }

    private async Task<TestStation> UntilAsync(string point)
    {
        var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariablesAsync(("TxCtrlr.TxStopPoint", point));
        return station;
    }
}

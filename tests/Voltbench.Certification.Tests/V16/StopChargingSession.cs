using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V16;

/// <summary>Compliancy testing tool, charge point: 2.3 Stop charging session.</summary>
public sealed class StopChargingSession(TestLab lab)
{
    [Fact]
    [Shows(OcppVersion.V16, "StopTransaction")]
    public async Task TC_068_CS_Stop_Transaction_With_The_Same_IdTag()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.ChargingAsync("TAG-1");
        await station.PresentAsync("TAG-2", 1);
        await station.NeverAsync("StopTransaction");
        await station.PresentAsync("TAG-1", 1);
        await station.ExpectAsync("StopTransaction", p => p.Text("idTag") == "TAG-1");
        await station.ExpectStatusAsync("Finishing");
    }

    [Fact]
    [Shows(OcppVersion.V16, "Authorize")]
    public async Task TC_069_CS_Stop_Transaction_With_The_Same_ParentIdTag()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        station.On("Authorize", _ => """{"idTagInfo":{"status":"Accepted","parentIdTag":"PARENT"}}""");
        await station.ChargingAsync("TAG-1");
        await station.PresentAsync("TAG-2", 1);
        await station.ExpectAsync("Authorize", p => p.Text("idTag") == "TAG-2");
        await station.ExpectAsync("StopTransaction", p => p.Text("idTag") == "TAG-2");
        await station.ExpectStatusAsync("Finishing");
    }

    [Fact]
    public async Task TC_005_1_CS_EV_Side_Disconnected_Stops_And_Unlocks()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SetAsync("StopTransactionOnEVSideDisconnect", "true");
        await station.SetAsync("UnlockConnectorOnEVSideDisconnect", "true");
        await station.ChargingAsync();
        await station.UnplugAsync();
        await station.ExpectAsync("StopTransaction", p => p.Text("reason") == "EVDisconnected");
        await station.ExpectStatusAsync("Finishing");
        await station.ExpectStatusAsync("Available");
    }

    [Fact]
    public async Task TC_005_2_CS_EV_Side_Disconnected_Stops_And_Stays_Locked()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SetAsync("StopTransactionOnEVSideDisconnect", "true");
        await station.SetAsync("UnlockConnectorOnEVSideDisconnect", "false");
        await station.ChargingAsync();
        await station.UnplugAsync();
        await station.ExpectAsync("StopTransaction", p => p.Text("reason") == "EVDisconnected");
        await station.ExpectAsync("StatusNotification", p => p.Text("status") is "Finishing" or "Available");
        (await station.SendAsync("UnlockConnector", new { connectorId = 1 })).Text("status").ShouldBeOneOf("Unlocked", "NotSupported");
    }

    [Fact]
    public async Task TC_005_3_CS_EV_Side_Disconnected_Suspends()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SetAsync("StopTransactionOnEVSideDisconnect", "false");
        await station.SetAsync("UnlockConnectorOnEVSideDisconnect", "false");
        var transaction = await station.ChargingAsync();
        await station.UnplugAsync();
        var suspended = await station.ExpectStatusAsync("SuspendedEV");
        suspended.Payload.Text("info").ShouldBe("EV side disconnected");
        await station.SendAsync("RemoteStopTransaction", new { transactionId = transaction }, "Accepted");
        await station.ExpectAsync("StopTransaction", p => p.Text("reason") == "Remote");
        await station.ExpectAsync("StatusNotification", p => p.Text("status") is "Finishing" or "Available");
    }
}

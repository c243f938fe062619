using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V16;

/// <summary>Compliancy testing tool, charge point: 2.5 Remote start and stop, 2.11 their refusals.</summary>
public sealed class RemoteActions(TestLab lab)
{
    [Fact]
    [Shows(OcppVersion.V16, "RemoteStartTransaction")]
    public async Task TC_010_CS_Remote_Start_Cable_Plugged_In_First()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.PlugAsync();
        await station.ExpectStatusAsync("Preparing");
        await station.SendAsync("RemoteStartTransaction", new { connectorId = 1, idTag = "TAG-1" }, "Accepted");
        await station.ExpectAsync("StartTransaction", p => p.Text("idTag") == "TAG-1");
        await station.ExpectStatusAsync("Charging");
    }

    [Fact]
    public async Task TC_011_1_CS_Remote_Start_Before_The_Cable()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SetAsync("LabCarFollowsRemoteStart", "false");
        await station.SetAsync("AuthorizeRemoteTxRequests", "true");
        await station.SendAsync("RemoteStartTransaction", new { connectorId = 1, idTag = "TAG-1" }, "Accepted");
        await station.ExpectAsync("Authorize", p => p.Text("idTag") == "TAG-1");
        await station.ExpectStatusAsync("Preparing");
        await station.NeverAsync("StartTransaction");
        await station.PlugAsync();
        await station.ExpectAsync("StartTransaction", p => p.Text("idTag") == "TAG-1");
        await station.ExpectStatusAsync("Charging");
    }

    [Fact]
    public async Task TC_011_2_CS_Remote_Start_And_No_Cable()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SetAsync("LabCarFollowsRemoteStart", "false");
        await station.SetAsync("ConnectionTimeOut", "1");
        await station.SendAsync("RemoteStartTransaction", new { connectorId = 1, idTag = "TAG-1" }, "Accepted");
        await station.ExpectStatusAsync("Preparing");
        await station.ExpectStatusAsync("Available");
        await station.NeverAsync("StartTransaction");
    }

    [Fact]
    public async Task TC_017_2_CS_Unlock_A_Fixed_Cable()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16, isDc: true);
        await station.SendAsync("UnlockConnector", new { connectorId = 1 }, "NotSupported");
    }

    [Fact]
    public async Task TC_018_2_CS_Unlock_A_Fixed_Cable_While_Charging()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16, isDc: true);
        await station.ChargingAsync();
        await station.SendAsync("UnlockConnector", new { connectorId = 1 }, "NotSupported");
        await station.NeverAsync("StopTransaction");
    }

    [Fact]
    [Shows(OcppVersion.V16, "UnlockConnector")]
    public async Task TC_030_CS_Unlock_Failure()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.CommandAsync("inject-fault", new { fault_type = "ConnectorLockFailure", connector_id = 1 });
        await station.SendAsync("UnlockConnector", new { connectorId = 1 }, "UnlockFailed");
    }

    [Fact]
    [Shows(OcppVersion.V16, "RemoteStopTransaction")]
    public async Task TC_012_CS_Remote_Stop()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        var transaction = await station.ChargingAsync();
        await station.SendAsync("RemoteStopTransaction", new { transactionId = transaction }, "Accepted");
        await station.ExpectAsync("StopTransaction", p => p.Text("reason") == "Remote");
        await station.ExpectStatusAsync("Finishing");
    }

    [Fact]
    public async Task TC_026_CS_Remote_Start_Rejected_While_Charging()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.ChargingAsync();
        await station.SendAsync("RemoteStartTransaction", new { connectorId = 1, idTag = "TAG-2" }, "Rejected");
    }

    [Fact]
    public async Task TC_027_CS_Remote_Start_Not_On_Connector_0()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("RemoteStartTransaction", new { connectorId = 0, idTag = "TAG-1" }, "Rejected");
    }

    [Fact]
    public async Task TC_028_CS_Remote_Stop_Rejected_For_An_Unknown_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.ChargingAsync();
        await station.SendAsync("RemoteStopTransaction", new { transactionId = 1_999_999 }, "Rejected");
    }
}

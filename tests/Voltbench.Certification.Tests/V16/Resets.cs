using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V16;

/// <summary>Compliancy testing tool, charge point: 2.6 Resets, 2.7 and 2.12 Unlocking.</summary>
public sealed class Resets(TestLab lab)
{
    [Fact]
    [Shows(OcppVersion.V16, "Reset")]
    [Shows(OcppVersion.V16, "ChangeAvailability")]
    public Task TC_013_CS_Hard_Reset_Without_Transaction() => WithoutTransactionAsync("Hard");

    [Fact]
    public Task TC_014_CS_Soft_Reset_Without_Transaction() => WithoutTransactionAsync("Soft");

    [Fact]
    public Task TC_015_CS_Hard_Reset_With_Transaction() => WithTransactionAsync("Hard");

    [Fact]
    public Task TC_016_CS_Soft_Reset_With_Transaction() => WithTransactionAsync("Soft");

    [Fact]
    [Shows(OcppVersion.V16, "UnlockConnector")]
    public async Task TC_017_1_CS_Unlock_Without_Session()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("UnlockConnector", new { connectorId = 1 }, "Unlocked");
    }

    [Fact]
    public async Task TC_018_1_CS_Unlock_With_Session()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.ChargingAsync();
        await station.SendAsync("UnlockConnector", new { connectorId = 1 }, "Unlocked");
        await station.ExpectAsync("StopTransaction", p => p.Text("reason") == "UnlockCommand");
        await station.ExpectStatusAsync("Finishing");
        await station.UnplugAsync();
        await station.ExpectStatusAsync("Available");
    }

    [Fact]
    public async Task TC_031_CS_Unlock_Unknown_Connector()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("UnlockConnector", new { connectorId = 9 }, "NotSupported");
    }

    private async Task WithoutTransactionAsync(string type)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("ChangeAvailability", new { connectorId = 1, type = "Inoperative" }, "Accepted");
        await station.ExpectStatusAsync("Unavailable");
        await station.SendAsync("Reset", new { type }, "Accepted");
        await station.ExpectAsync("BootNotification");
        await station.ExpectStatusAsync("Available", 0);
        await station.ExpectStatusAsync("Unavailable");
        await station.SendAsync("ChangeAvailability", new { connectorId = 1, type = "Operative" }, "Accepted");
        await station.ExpectStatusAsync("Available");
    }

    private async Task WithTransactionAsync(string type)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.ChargingAsync();
        await station.SendAsync("Reset", new { type }, "Accepted");
        await station.ExpectAsync("StopTransaction", p => p.Text("reason") == type + "Reset");
        await station.ExpectStatusAsync("Finishing");
        await station.ExpectAsync("BootNotification");
        await station.ExpectStatusAsync("Available", 0);
        await station.ExpectAsync("StatusNotification", p => p.Number("connectorId") == 1 && p.Text("status") is "Finishing" or "Preparing");
    }
}

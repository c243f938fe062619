using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;

namespace Voltbench.Certification.Tests.V16;

/// <summary>Compliancy testing tool, charge point: 2.2 Start charging session.</summary>
public sealed class StartChargingSession(TestLab lab)
{
    [Fact]
    public async Task TC_003_CS_Regular_Charging_Session_Plugin_First()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.PlugAsync();
        await station.ExpectStatusAsync("Preparing");
        await station.PresentAsync("TAG-1");
        await station.ExpectAsync("Authorize", p => p.Text("idTag") == "TAG-1");
        await station.ExpectAsync("StartTransaction", p => p.Text("idTag") == "TAG-1");
        await station.ExpectStatusAsync("Charging");
    }

    [Fact]
    public async Task TC_004_1_CS_Regular_Charging_Session_Identification_First()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.PresentAsync("TAG-1");
        await station.ExpectAsync("Authorize");
        await station.ExpectStatusAsync("Preparing");
        await station.PlugAsync();
        await station.ExpectAsync("StartTransaction");
        await station.ExpectStatusAsync("Charging");
    }

    [Fact]
    public async Task TC_004_2_CS_Identification_First_ConnectionTimeOut()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V16);
        await station.SendAsync("ChangeConfiguration", new { key = "ConnectionTimeOut", value = "1" }, "Accepted");
        await station.PresentAsync("TAG-1");
        await station.ExpectStatusAsync("Preparing");
        await station.ExpectStatusAsync("Available");
    }
}

using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;

namespace Voltbench.Certification.Tests.V16;

/// <summary>Compliancy testing tool, charge point: 2.1 Cold boot.</summary>
public sealed class ColdBoot(TestLab lab)
{
    private static string Boot(string status, int interval)
        => $$"""{"status":"{{status}}","interval":{{interval}},"currentTime":"{{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}}"}""";

    [Fact]
    public async Task TC_001_CS_Cold_Boot_Charge_Point()
    {
        await using var station = lab.New(OcppVersion.V16);
        var boots = 0;
        station.On("BootNotification", _ => ++boots == 1 ? Boot("Rejected", 1) : Boot("Accepted", 1));
        await station.CreateAsync();
        await station.ExpectAsync("BootNotification");
        await station.ExpectAsync("BootNotification");
        await station.ExpectStatusAsync("Available", 0);
        await station.ExpectStatusAsync("Available");
        await station.ExpectAsync("Heartbeat");
        await station.ExpectAsync("Heartbeat");
    }

    [Fact]
    public async Task TC_002_CS_Cold_Boot_Charge_Point_Pending()
    {
        await using var station = lab.New(OcppVersion.V16);
        var isReady = false;
        station.On("BootNotification", _ => isReady ? Boot("Accepted", 1) : Boot("Pending", 2));
        await station.CreateAsync();
        await station.ExpectAsync("BootNotification");
        (await station.SendAsync("GetConfiguration", new { })).GetProperty("configurationKey").GetArrayLength().ShouldBeGreaterThan(10);
        await station.SendAsync("ChangeConfiguration", new { key = "MeterValueSampleInterval", value = "3" }, "Accepted");
        isReady = true;
        await station.ExpectAsync("BootNotification");
        await station.ExpectStatusAsync("Available", 0);
        await station.ExpectStatusAsync("Available");
        await station.ExpectAsync("Heartbeat");
    }
}

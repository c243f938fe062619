using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V201;

/// <summary>Part 6, B: cold boot and what changes while the station is offline (B01–B04).</summary>
public sealed class ColdBoot(TestLab lab)
{
    [Fact]
    [Shows(OcppVersion.V201, "BootNotification")]
    public async Task TC_B_01_CS_Cold_Boot_Accepted()
    {
        await using var station = lab.New(OcppVersion.V201);
        await station.CreateAsync(isDc: true);
        (await station.ExpectAsync("BootNotification")).Payload.Text("reason").ShouldBe("PowerUp");
        await station.ExpectStatusAsync("Available");
        await station.ExpectStatusAsync("Available", 2);
    }

    [Fact]
    public async Task TC_B_02_CS_Cold_Boot_Pending()
    {
        await using var station = lab.New(OcppVersion.V201);
        var isReady = false;
        station.On("BootNotification", _ => Boot(isReady ? "Accepted" : "Pending", 300));
        await station.CreateAsync();
        await station.ExpectAsync("BootNotification");
        await station.SetVariableAsync("OCPPCommCtrlr.OfflineThreshold", "300");
        (await station.ReadAsync("OCPPCommCtrlr.OfflineThreshold")).ShouldBe("300");
        (await station.ReportAsync("FullInventory")).ShouldNotBeEmpty();
        await station.SendAsync("RequestStartTransaction", new { idToken = new { idToken = "TAG-1", type = "ISO14443" }, remoteStartId = 1, evseId = 1 }, "Rejected");
        isReady = true;
        await station.SendAsync("TriggerMessage", new { requestedMessage = "BootNotification" }, "Accepted");
        (await station.ExpectAsync("BootNotification")).Payload.Text("reason").ShouldBe("Triggered");
        await station.ExpectStatusAsync("Available");
    }

    [Fact]
    public async Task TC_B_03_CS_Cold_Boot_Rejected()
    {
        await using var station = lab.New(OcppVersion.V201);
        var boots = 0;
        var between = TimeSpan.Zero;
        var first = 0L;
        station.On("BootNotification", _ =>
        {
            if (++boots == 1)
                first = TimeProvider.System.GetTimestamp();
            else
                between = TimeProvider.System.GetElapsedTime(first);
            return Boot(boots == 1 ? "Rejected" : "Accepted", boots == 1 ? 1 : 300);
        });
        await station.CreateAsync();
        await station.ExpectStatusAsync("Available");
        between.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        station.Calls.Take(2).ShouldAllBe(c => c.Action == "BootNotification");
    }

    [Fact]
    public async Task TC_B_30_CS_Cold_Boot_Rejected_Security_Error()
    {
        await using var station = lab.New(OcppVersion.V201);
        station.On("BootNotification", _ => Boot("Rejected", 300));
        await station.CreateAsync();
        await station.ExpectAsync("BootNotification");
        await station.UntilAsync(r => r["boot_status"]?.GetValue<string>() == "Rejected", "rejected");
        var frame = await station.Csms.CallAsync(station.Identity, "GetBaseReport", new { requestId = 1, reportBase = "FullInventory" });
        (frame[0].GetInt32(), frame[2].GetString()).ShouldBe((4, "SecurityError"));
    }

    [Fact]
    [Shows(OcppVersion.V201, "StatusNotification")]
    public async Task TC_B_51_CS_Status_Change_While_Offline_Beyond_The_Threshold()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, isDc: true);
        await OfflineAsync(station, threshold: 1, wait: 3);
        await station.ExpectStatusAsync("Occupied");
        await station.ExpectStatusAsync("Available", 2);
    }

    [Fact]
    public async Task TC_B_52_CS_Status_Change_While_Offline_Within_The_Threshold()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, isDc: true);
        await OfflineAsync(station, threshold: 60, wait: 1);
        await station.ExpectStatusAsync("Occupied");
    }

    [Fact]
    public async Task TC_B_57_CS_Reconnects_With_Growing_Back_Off()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await BackOffAsync(station, 1);
        await station.SetVariableAsync("OCPPCommCtrlr.RetryBackOffRepeatTimes", "2");
        var before = TimeProvider.System.GetTimestamp();
        await CutAndWaitAsync(station);
        TimeProvider.System.GetElapsedTime(before).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(0.95));
        await station.UntilQuietAsync();

        before = TimeProvider.System.GetTimestamp();
        await station.OfflineAsync();
        await station.UntilAsync(r => r["last_error"]?.GetValue<string>().Contains("503", StringComparison.Ordinal) == true, "refused");
        await station.OnlineAsync();
        TimeProvider.System.GetElapsedTime(before).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2.9));
    }

    internal static async Task BackOffAsync(TestStation station, int seconds)
    {
        await station.SetVariableAsync("OCPPCommCtrlr.RetryBackOffWaitMinimum", $"{seconds}");
        await station.SetVariableAsync("OCPPCommCtrlr.RetryBackOffRandomRange", "0");
    }

    internal static string Boot(string status, int interval)
        => $$"""{"status":"{{status}}","interval":{{interval}},"currentTime":"{{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}}"}""";

    private static async Task CutAndWaitAsync(TestStation station)
    {
        station.Csms.Cut(station.Identity);
        await station.Csms.WaitUntilAsync(c => !c.Connected.Contains(station.Identity), TimeSpan.FromSeconds(10), "cut");
        await station.OnlineAsync();
    }

    private static async Task OfflineAsync(TestStation station, int threshold, int wait)
    {
        await station.SetVariableAsync("OCPPCommCtrlr.OfflineThreshold", $"{threshold}");
        await BackOffAsync(station, wait);
        station.Forget();
        await station.OfflineAsync();
        await station.PlugAsync();
        await station.OnlineAsync();
    }
}

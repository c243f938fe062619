using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V201;

/// <summary>Part 6, B: network connection profiles and the way to another CSMS (B09, B10).</summary>
public sealed class NetworkProfiles(TestLab lab)
{
    private const string Nobody = "ws://127.0.0.1:1/ocpp";

    [Fact]
    [Shows(OcppVersion.V201, "SetNetworkProfile")]
    public async Task TC_B_43_CS_Set_Profile_Rejected()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await SetProfileAsync(station, lab.OtherCsms.Url, 0, "Rejected", slot: 999);
    }

    [Fact]
    public async Task TC_B_45_CS_Move_To_Another_Profile()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await MoveAsync(station, lab.OtherCsms.Url, 0, "2,1");
        station.Csms = lab.OtherCsms;
        await station.ExpectAsync("BootNotification");
        await station.ExpectStatusAsync("Available");
        (await station.ReadAsync("OCPPCommCtrlr.ActiveNetworkProfile")).ShouldBe("2");
    }

    [Fact]
    public async Task TC_B_46_CS_Falls_Back_To_The_Next_Profile()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariableAsync("OCPPCommCtrlr.NetworkProfileConnectionAttempts", "2");
        await ColdBoot.BackOffAsync(station, 1);
        await using var door = new Door((_, _, _) => Task.CompletedTask);
        await MoveAsync(station, door.Through(Nobody), 0, "2,1");
        await station.ExpectAsync("BootNotification");
        await station.ExpectStatusAsync("Available");
        door.Count.ShouldBe(2);
    }

    [Fact]
    public async Task TC_B_49_CS_Falls_Back_To_The_Profile_That_Worked()
    {
        await using var home = new Door((n, client, end) => n == 2 ? Task.CompletedTask : Door.ToAsync(lab.Csms.Url, client, end));
        await using var away = new Door((_, _, _) => Task.CompletedTask);
        await using var station = lab.New(OcppVersion.V201);
        await station.CreateAsync(security: new Secured(1, home.Through(lab.Csms.Url)));
        await station.UntilQuietAsync();
        await station.SetVariableAsync("OCPPCommCtrlr.NetworkProfileConnectionAttempts", "1");
        await station.SetVariableAsync("OCPPCommCtrlr.RetryBackOffRepeatTimes", "0");
        await ColdBoot.BackOffAsync(station, 1);
        await MoveAsync(station, away.Through(Nobody), 1, "2");
        await station.ExpectAsync("BootNotification");
        await station.ExpectStatusAsync("Available");
        away.Count.ShouldBeGreaterThanOrEqualTo(1);
        home.Count.ShouldBe(3);
    }

    internal static Task SetProfileAsync(TestStation station, string url, int profile, string status = "Accepted", int slot = 2) => station.SendAsync(
        "SetNetworkProfile",
        new
        {
            configurationSlot = slot,
            connectionData = new { ocppVersion = "OCPP20", ocppTransport = "JSON", ocppCsmsUrl = url, messageTimeout = 30, securityProfile = profile, ocppInterface = "Wired0" },
        },
        status);

    /// <summary>A profile in slot 2, an order of slots, and the reset after which it counts.</summary>
    internal static async Task MoveAsync(TestStation station, string url, int profile, string order)
    {
        await SetProfileAsync(station, url, profile);
        (await station.TrySetVariableAsync("OCPPCommCtrlr.NetworkConfigurationPriority", order)).Text("attributeStatus").ShouldBeOneOf("Accepted", "RebootRequired");
        station.Forget();
        await station.SendAsync("Reset", new { type = "OnIdle" }, "Accepted");
    }
}

using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V201;

/// <summary>Part 6, B: resets of a station and of an EVSE (B11, B12).</summary>
public sealed class Resets(TestLab lab)
{
    [Fact]
    [Shows(OcppVersion.V201, "Reset")]
    public async Task TC_B_20_CS_Reset_On_Idle_Without_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SendAsync("Reset", new { type = "OnIdle" }, "Accepted");
        (await station.ExpectAsync("BootNotification")).Payload.Text("reason").ShouldBe("RemoteReset");
        await station.ExpectStatusAsync("Available");
    }

    [Fact]
    public async Task TC_B_21_CS_Reset_On_Idle_With_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, security: new Secured(1));
        await station.ChargingAsync();
        await station.SendAsync("Reset", new { type = "OnIdle" }, "Scheduled");
        await station.NeverAsync("BootNotification");
        await station.PresentAsync("TAG-1", 1);
        await station.ExpectEventAsync("Ended", "StopAuthorized");
        (await station.ExpectAsync("BootNotification")).Payload.Text("reason").ShouldBe("ScheduledReset");
        await station.ExpectStatusAsync("Occupied");
        await station.ExpectAsync("SecurityEventNotification", p => p.Text("type") is "StartupOfTheDevice" or "ResetOrReboot");
    }

    [Fact]
    public async Task TC_B_22_CS_Reset_Immediately_With_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, isDc: true);
        await station.ChargingAsync();
        await station.SendAsync("Reset", new { type = "Immediate" }, "Accepted");
        await EndedByResetAsync(station);
        (await station.ExpectAsync("BootNotification")).Payload.Text("reason").ShouldBe("RemoteReset");
        await station.ExpectStatusAsync("Occupied");
        await station.ExpectStatusAsync("Available", 2);
    }

    [Fact]
    [Shows(OcppVersion.V201, "ChangeAvailability")]
    public async Task TC_B_23_CS_Unavailable_Stays_So_After_A_Reset()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, isDc: true);
        await station.SendAsync("ChangeAvailability", new { operationalStatus = "Inoperative", evse = new { id = 1, connectorId = 1 } }, "Accepted");
        await station.ExpectStatusAsync("Unavailable");
        await station.UntilQuietAsync();
        station.Forget();
        await station.SendAsync("Reset", new { type = "OnIdle" }, "Accepted");
        (await station.ExpectAsync("BootNotification")).Payload.Text("reason").ShouldBe("RemoteReset");
        await station.ExpectStatusAsync("Unavailable");
        await station.ExpectStatusAsync("Available", 2);
    }

    [Fact]
    public async Task TC_B_41_CS_Reset_On_Idle_With_Two_Transactions()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, isDc: true);
        await station.ChargingAsync("TAG-1");
        await station.ChargingAsync("TAG-2", 2);
        await station.SendAsync("Reset", new { type = "OnIdle" }, "Scheduled");
        await station.PresentAsync("TAG-1", 1);
        await station.ExpectEventAsync("Ended");
        await station.UnplugAsync();

        // Free, and held for the reset that waits.
        await station.ExpectStatusAsync("Unavailable");
        await station.NeverAsync("BootNotification");
        await station.PresentAsync("TAG-2", 2);
        await station.ExpectEventAsync("Ended");
        (await station.ExpectAsync("BootNotification")).Payload.Text("reason").ShouldBe("ScheduledReset");
        await station.ExpectStatusAsync("Occupied", 2);
        await station.ExpectStatusAsync("Available");
    }

    [Fact]
    public async Task TC_B_25_CS_Reset_Of_An_EVSE_Without_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, isDc: true);
        await station.SendAsync("Reset", new { type = "OnIdle", evseId = 1 }, "Accepted");
        await station.NeverAsync("BootNotification");
    }

    [Fact]
    public async Task TC_B_26_CS_Reset_Of_An_EVSE_On_Idle_With_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, isDc: true);
        await station.ChargingAsync();
        await station.SendAsync("Reset", new { type = "OnIdle", evseId = 1 }, "Scheduled");
        await station.PresentAsync("TAG-1", 1);
        await station.ExpectEventAsync("Ended", "StopAuthorized");
        await station.UnplugAsync();
        await station.ExpectStatusAsync("Available");
        await station.NeverAsync("BootNotification");
    }

    [Fact]
    public async Task TC_B_27_CS_Reset_Of_An_EVSE_Immediately_With_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, isDc: true);
        await station.ChargingAsync();
        await station.SendAsync("Reset", new { type = "Immediate", evseId = 1 }, "Accepted");
        await EndedByResetAsync(station);
        await station.NeverAsync("BootNotification");
    }

    private static async Task EndedByResetAsync(TestStation station)
    {
        var ended = (await station.ExpectEventAsync("Ended", "ResetCommand", "EVConnected")).Payload;
        ended.At("transactionInfo", "stoppedReason").ShouldBe("ImmediateReset");
        ended.TryGetProperty("idToken", out _).ShouldBeFalse();
    }
}

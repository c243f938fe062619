using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V201;

/// <summary>Part 6, block G: connector status and availability. An EVSE of these stations has one connector.</summary>
public sealed class ChangingAvailability(TestLab lab)
{
    private static readonly object Evse = new { id = 1 };

    private static readonly object Connector = new { id = 1, connectorId = 1 };

    [Fact]
    [Shows(OcppVersion.V201, "StatusNotification")]
    public async Task TC_G_01_CS_Available_To_Occupied()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.PlugAsync();
        await station.ExpectStatusAsync("Occupied");
    }

    [Fact]
    public async Task TC_G_02_CS_Occupied_To_Available()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.ConnectedAsync();
        station.Forget();
        await station.UnplugAsync();
        await station.ExpectStatusAsync("Available");
    }

    [Fact]
    [Shows(OcppVersion.V201, "ChangeAvailability")]
    public Task TC_G_03_CS_Evse_To_Inoperative() => ChangedAsync(Evse);

    [Fact]
    public Task TC_G_04_CS_Evse_To_Operative() => ChangedAsync(Evse, andBack: true);

    [Fact]
    public Task TC_G_05_CS_Station_To_Inoperative() => ChangedAsync(null);

    [Fact]
    public Task TC_G_06_CS_Station_To_Operative() => ChangedAsync(null, andBack: true);

    [Fact]
    public Task TC_G_07_CS_Connector_To_Inoperative() => ChangedAsync(Connector);

    [Fact]
    public Task TC_G_08_CS_Connector_To_Operative() => ChangedAsync(Connector, andBack: true);

    [Fact]
    public Task TC_G_09_CS_Evse_Operative_Again() => SetAgainAsync(Evse, "Operative");

    [Fact]
    public Task TC_G_10_CS_Evse_Inoperative_Again() => SetAgainAsync(Evse, "Inoperative");

    [Fact]
    public Task TC_G_11_CS_Evse_With_A_Transaction() => AfterTransactionAsync(Evse);

    [Fact]
    public Task TC_G_12_CS_Station_Operative_Again() => SetAgainAsync(null, "Operative");

    [Fact]
    public Task TC_G_13_CS_Station_Inoperative_Again() => SetAgainAsync(null, "Inoperative");

    [Fact]
    public Task TC_G_14_CS_Station_With_A_Transaction() => AfterTransactionAsync(null);

    [Fact]
    public Task TC_G_15_CS_Connector_Operative_Again() => SetAgainAsync(Connector, "Operative");

    [Fact]
    public Task TC_G_16_CS_Connector_Inoperative_Again() => SetAgainAsync(Connector, "Inoperative");

    [Fact]
    public Task TC_G_17_CS_Connector_With_A_Transaction() => AfterTransactionAsync(Connector);

    [Fact]
    public Task TC_G_18_CS_Evse_Over_A_Reboot() => KeptAsync(Evse);

    [Fact]
    public Task TC_G_19_CS_Connector_Over_A_Reboot() => KeptAsync(Connector);

    [Fact]
    public Task TC_G_21_CS_Station_Over_A_Reboot() => KeptAsync(null);

    private static Task SetAsync(TestStation station, object? evse, string wanted, string status)
        => station.SendAsync("ChangeAvailability", evse is null ? (object)new { operationalStatus = wanted } : new { operationalStatus = wanted, evse }, status);

    private async Task ChangedAsync(object? evse, bool andBack = false)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, isDc: true);
        await SetAsync(station, evse, "Inoperative", "Accepted");
        await ToldAsync(station, evse, "Unavailable");
        if (!andBack)
            return;
        await SetAsync(station, evse, "Operative", "Accepted");
        await ToldAsync(station, evse, "Available");
    }

    private async Task SetAgainAsync(object? evse, string wanted)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, isDc: true);
        if (wanted == "Inoperative")
        {
            await SetAsync(station, evse, wanted, "Accepted");
            await ToldAsync(station, evse, "Unavailable");
        }

        await SetAsync(station, evse, wanted, "Accepted");
    }

    private async Task AfterTransactionAsync(object? evse)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, isDc: true);
        await station.TransferringAsync();
        await SetAsync(station, evse, "Inoperative", "Scheduled");
        if (evse is null)
            await station.ExpectStatusAsync("Unavailable", 2);
        await station.NeverAsync("StatusNotification");
        await station.StoppedAsync();
        await station.ExpectStatusAsync("Unavailable");
        await station.UnplugAsync();
        await station.NeverAsync("StatusNotification");
    }

    private async Task KeptAsync(object? evse)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, isDc: true);
        await SetAsync(station, evse, "Inoperative", "Accepted");
        await ToldAsync(station, evse, "Unavailable");
        await station.UntilQuietAsync();
        station.Forget();
        await station.RestartAsync();
        await station.ExpectAsync("BootNotification");
        await station.ExpectStatusAsync("Unavailable");
        await station.ExpectStatusAsync(evse is null ? "Unavailable" : "Available", 2);
    }

    private static async Task ToldAsync(TestStation station, object? evse, string status)
    {
        await station.ExpectStatusAsync(status);
        if (evse is null)
            await station.ExpectStatusAsync(status, 2);
    }
}

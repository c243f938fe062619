using System.Globalization;
using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V201;

/// <summary>Part 6, block E: a transaction's status, its messages while the CSMS is away and when it does not take them.</summary>
public sealed class TransactionDelivery(TestLab lab)
{
    [Fact]
    [Shows(OcppVersion.V201, "GetTransactionStatus")]
    public async Task TC_E_28_CS_Status_Of_An_Unknown_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.TransactionStatusAsync(Guid.NewGuid().ToString(), isOngoing: false, hasMessages: false);
    }

    [Fact]
    public async Task TC_E_29_CS_Status_Ongoing_With_Messages()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        var id = await station.TransferringAsync();
        await QueuedAsync(station);
        await station.TransactionStatusAsync(id, isOngoing: true, hasMessages: true);
        await EmptiedAsync(station);
    }

    [Fact]
    public async Task TC_E_30_CS_Status_Ongoing_Without_Messages()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, new { meter_interval_seconds = 600 });
        var id = await station.TransferringAsync();
        await station.TransactionStatusAsync(id, isOngoing: true, hasMessages: false);
    }

    [Fact]
    public async Task TC_E_31_CS_Status_Ended_With_Messages()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        var id = await station.TransferringAsync();
        await station.OfflineAsync();
        await StoppedAndGoneAsync(station);
        station.On("TransactionEvent", _ => null);
        await station.OnlineAsync();
        await station.TransactionStatusAsync(id, isOngoing: false, hasMessages: true);
    }

    [Fact]
    public async Task TC_E_32_CS_Status_Ended_Without_Messages()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        var id = await station.TransferringAsync();
        await station.StoppedAsync();
        await station.DisconnectedAsync();
        await station.UntilQuietAsync();
        await station.TransactionStatusAsync(id, isOngoing: false, hasMessages: false);
    }

    [Fact]
    public async Task TC_E_33_CS_Status_Without_Id_With_Messages()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.TransferringAsync();
        await QueuedAsync(station);
        await station.TransactionStatusAsync(null, isOngoing: null, hasMessages: true);
        await EmptiedAsync(station);
    }

    [Fact]
    public async Task TC_E_34_CS_Status_Without_Id_Without_Messages()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.TransactionStatusAsync(null, isOngoing: null, hasMessages: false);
    }

    [Fact]
    public async Task TC_E_40_CS_Connection_Lost()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.TransferringAsync();
        await QueuedAsync(station);
        await EmptiedAsync(station);
        station.Recent.Where(c => c.Action == "TransactionEvent" && c.Payload.At("offline") == "true").ShouldAllBe(c => c.Payload.Text("eventType") == "Updated");
    }

    [Fact]
    public async Task TC_E_43_CS_Whole_Transaction_Offline()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariablesAsync(("AuthCtrlr.OfflineTxForUnknownIdEnabled", "true"), ("AuthCtrlr.LocalAuthorizeOffline", "true"));
        await station.TransferringOfflineAsync();
        await StoppedAndGoneAsync(station);
        await station.OnlineAsync();
        (await station.ExpectEventAsync("Started")).Payload.At("offline").ShouldBe("true");
        (await station.ExpectEventAsync("Ended")).Payload.At("offline").ShouldBe("true");
        var numbers = station.Recent.Where(c => c.Action == "TransactionEvent").Select(c => c.Payload.Number("seqNo")).Distinct().ToList();
        numbers.ShouldBe(Enumerable.Range(0, numbers.Count).Select(n => (int?)n));
        station.Recent.Where(c => c.Action == "TransactionEvent").ShouldAllBe(c => c.Payload.At("offline") == "true");
    }

    [Fact]
    public async Task TC_E_44_CS_Stopped_Offline()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.TransferringAsync();
        await station.OfflineAsync();
        await StoppedAndGoneAsync(station);
        await station.OnlineAsync();
        (await station.ExpectEventAsync("Ended")).Payload.At("offline").ShouldBe("true");
    }

    [Fact]
    public async Task TC_E_45_CS_Stopped_Offline_By_The_Group()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariablesAsync(("AuthCacheCtrlr.Enabled", "true"), ("AuthCtrlr.LocalAuthorizeOffline", "true"));
        await station.CachedAsync("TAG-2", "Accepted", "GROUP-1");
        station.JudgesTokens("Accepted", "GROUP-1");
        await station.TransferringAsync();
        await station.OfflineAsync();
        await StoppedAndGoneAsync(station, "TAG-2");
        await station.OnlineAsync();
        var end = await station.ExpectEventAsync("Ended");
        end.Payload.At("offline").ShouldBe("true");
        end.Payload.At("idToken", "idToken").ShouldBe("TAG-2");
    }

    [Fact]
    public Task TC_E_41_CS_No_Answer_At_All() => RetriedAsync(null, answersFrom: null, sent: 2);

    [Fact]
    public Task TC_E_42_CS_An_Answer_Before_The_Last_Attempt() => RetriedAsync(null, answersFrom: 2, sent: 2, attempts: 3);

    [Fact]
    public Task TC_E_50_CS_Errors_Only() => RetriedAsync("!InternalError", answersFrom: null, sent: 2);

    [Fact]
    public Task TC_E_51_CS_An_Answer_After_An_Error() => RetriedAsync("!InternalError", answersFrom: 2, sent: 2, attempts: 3);

    private static async Task QueuedAsync(TestStation station)
    {
        await station.OfflineAsync();
        var readings = new HashSet<double>();
        await station.UntilAsync(r => readings.Add(r["connectors"]![0]!["meter_wh"]!.GetValue<double>()) && readings.Count > 2, "metering");
        station.On("TransactionEvent", _ => null); // until the status was asked for
        await station.OnlineAsync();
    }

    private static async Task EmptiedAsync(TestStation station)
    {
        station.Unscript("TransactionEvent");
        await station.OfflineAsync();
        await station.OnlineAsync();
        await station.ExpectAsync("TransactionEvent", p => p.At("offline") == "true" && p.Text("eventType") == "Updated" && p.At("meterValue") is not null);
    }

    private static async Task StoppedAndGoneAsync(TestStation station, string idTag = "TAG-1")
    {
        await station.PresentAsync(idTag, 1);
        await station.UntilAsync(r => r["connectors"]![0]!["transaction_id"] is null, "stopped");
        await station.UnplugAsync();
    }

    // The time that the station waits for an answer is that of its network profile.
    private async Task TimeOutSoonAsync(TestStation station)
    {
        await station.SendAsync(
            "SetNetworkProfile",
            new
            {
                configurationSlot = 2,
                connectionData = new { ocppVersion = "OCPP20", ocppTransport = "JSON", ocppCsmsUrl = lab.Csms.Url, messageTimeout = 2, securityProfile = 0, ocppInterface = "Wired0" },
            },
            "Accepted");
        await station.ConfigureAsync(("OCPPCommCtrlr.NetworkConfigurationPriority", "2,1"));
        station.Forget();
        await station.SendAsync("Reset", new { type = "Immediate" }, "Accepted");
        await station.ExpectAsync("BootNotification");
        await station.UntilQuietAsync();
        station.Forget();
    }

    /// <summary>E13.FR.01 to E13.FR.04: one message that the CSMS does not take is sent again so often, with growing intervals, and no oftener.</summary>
    private async Task RetriedAsync(string? failure, int? answersFrom, int sent, int attempts = 2)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, new { meter_interval_seconds = 600 });
        await station.SetVariablesAsync(
            ("OCPPCommCtrlr.MessageAttempts[TransactionEvent]", attempts.ToString(CultureInfo.InvariantCulture)),
            ("OCPPCommCtrlr.MessageAttemptInterval[TransactionEvent]", "1"));
        if (failure is null)
            await TimeOutSoonAsync(station);
        var tries = 0;
        station.On("TransactionEvent", c => c.Payload.At("transactionInfo", "chargingState") != "Charging" || ++tries >= answersFrom ? "{}" : failure);
        await station.AuthorizedAsync();
        await station.ConnectedAsync();
        for (var i = 0; i < sent; i++)
            await station.ExpectEventAsync("Updated", "ChargingStateChanged", "Charging");
        // What comes after it gets through only when it is given up or taken.
        await station.PresentAsync("TAG-1", 1);
        await station.ExpectEventAsync("Ended", "StopAuthorized");
        tries.ShouldBe(sent);
    }
}

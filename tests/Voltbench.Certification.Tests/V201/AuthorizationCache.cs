using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V201;

/// <summary>Part 6, block C: the authorization cache, and tokens that are judged after an offline start.</summary>
public sealed class AuthorizationCache(TestLab lab)
{
    [Fact]
    public async Task TC_C_08_CS_Cached_Accepted()
    {
        await using var station = await CachingAsync("Accepted");
        await station.ConnectedAsync();
        await station.PresentAsync("TAG-1", 1);
        (await station.ExpectEventAsync("Started", "Authorized")).Payload.At("idToken", "idToken").ShouldBe("TAG-1");
        await station.ExpectEventAsync("Updated", "ChargingStateChanged", "Charging");
        await station.NeverAsync("Authorize");
    }

    [Fact]
    public Task TC_C_09_CS_Cached_Invalid() => AsksAgainAsync("Invalid");

    [Fact]
    public Task TC_C_10_CS_Cached_Blocked() => AsksAgainAsync("Blocked");

    [Fact]
    public Task TC_C_11_CS_Cached_Expired() => AsksAgainAsync("Expired");

    [Fact]
    public async Task TC_C_12_CS_Cached_Invalid_But_Accepted_Now()
    {
        await using var station = await CachingAsync("Invalid");
        await station.ConnectedAsync();
        await station.AuthorizedAsync();
        await station.ExpectEventAsync("Started", "Authorized");
        await station.ExpectEventAsync("Updated", "ChargingStateChanged", "Charging");
    }

    [Fact]
    public async Task TC_C_13_CS_Cached_Accepted_Before_The_Cable()
    {
        await using var station = await CachingAsync("Accepted");
        await station.PresentAsync("TAG-1", 1);
        (await station.ExpectEventAsync("Started", "Authorized")).Payload.At("idToken", "idToken").ShouldBe("TAG-1");
        await station.ConnectedAsync();
        await station.ExpectEventAsync("Updated", "ChargingStateChanged", "Charging");
        await station.NeverAsync("Authorize");
    }

    [Fact]
    public async Task TC_C_15_CS_Invalid_After_An_Offline_Start_With_Energy_To_Spare()
    {
        await using var station = await CachingAsync("Accepted");
        await station.SetVariablesAsync(("TxCtrlr.StopTxOnInvalidId", "false"), ("TxCtrlr.MaxEnergyOnInvalidId", "5"), ("AuthCtrlr.LocalAuthorizeOffline", "true"));
        await JudgedLateAsync(station);
        await station.ExpectAsync("TransactionEvent", p => p.Text("triggerReason") == "Deauthorized" && p.Text("eventType") == "Updated");
        await station.UntilAsync(r => r["connectors"]![0]!["power_w"]!.GetValue<double>() == 0, "without power");
    }

    [Fact]
    public async Task TC_C_16_CS_Invalid_After_An_Offline_Start_Stops()
    {
        await using var station = await CachingAsync("Accepted");
        await station.SetVariablesAsync(("TxCtrlr.StopTxOnInvalidId", "true"), ("TxCtrlr.MaxEnergyOnInvalidId", "0"), ("AuthCtrlr.LocalAuthorizeOffline", "true"));
        await JudgedLateAsync(station);
        (await station.ExpectAsync("TransactionEvent", p => p.Text("triggerReason") == "Deauthorized")).Payload.At("offline").ShouldNotBe("true");
    }

    [Fact]
    public async Task TC_C_17_CS_Invalid_After_An_Offline_Start_Suspends()
    {
        await using var station = await CachingAsync("Accepted");
        await station.SetVariablesAsync(("TxCtrlr.StopTxOnInvalidId", "false"), ("TxCtrlr.MaxEnergyOnInvalidId", "0"), ("AuthCtrlr.LocalAuthorizeOffline", "true"));
        await JudgedLateAsync(station);
        await station.ExpectAsync("TransactionEvent", p => p.At("transactionInfo", "chargingState") == "SuspendedEVSE" && p.Text("eventType") == "Updated");
        await station.NeverAsync("TransactionEvent", p => p.Text("eventType") == "Ended");
    }

    [Fact]
    public async Task TC_C_18_CS_Invalid_After_An_Offline_Start_Stops_Whatever_Energy_Is_To_Spare()
    {
        await using var station = await CachingAsync("Accepted");
        await station.SetVariablesAsync(("TxCtrlr.StopTxOnInvalidId", "true"), ("TxCtrlr.MaxEnergyOnInvalidId", "500"), ("AuthCtrlr.LocalAuthorizeOffline", "true"));
        await JudgedLateAsync(station);
        (await station.ExpectAsync("TransactionEvent", p => p.Text("triggerReason") == "Deauthorized")).Payload.At("offline").ShouldNotBe("true");
    }

    [Fact]
    public async Task TC_C_26_CS_Unknown_Token_Offline()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariablesAsync(
            ("AuthCtrlr.OfflineTxForUnknownIdEnabled", "true"), ("AuthCtrlr.LocalAuthorizeOffline", "true"), ("TxCtrlr.StopTxOnInvalidId", "false"), ("TxCtrlr.MaxEnergyOnInvalidId", "0"));
        await station.TransferringOfflineAsync("TAG-9");
        station.JudgesTransactions("Invalid");
        await station.OnlineAsync();
        (await station.ExpectEventAsync("Started")).Payload.At("offline").ShouldBe("true");
        await station.ExpectAsync("TransactionEvent", p => p.At("transactionInfo", "chargingState") == "SuspendedEVSE");
        await station.PresentAsync("TAG-9", 1);
        await station.ExpectAsync("TransactionEvent", p => p.Text("triggerReason") == "StopAuthorized");
        await station.DisconnectedAsync();
    }

    [Fact]
    public async Task TC_C_32_CS_Persistent_Over_Reboot()
    {
        await using var station = await CachingAsync("Accepted");
        await station.RestartAsync();
        await station.ExpectAsync("BootNotification");
        await station.UntilQuietAsync();
        await station.PresentAsync("TAG-1", 1);
        (await station.ExpectAsync("TransactionEvent", p => p.Text("triggerReason") == "Authorized")).Payload.At("idToken", "idToken").ShouldBe("TAG-1");
        await station.ConnectedAsync();
        await station.ExpectEventAsync("Updated", "ChargingStateChanged", "Charging");
        await station.NeverAsync("Authorize");
    }

    [Fact]
    public async Task TC_C_33_CS_Learnt_From_Authorize()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariablesAsync(("AuthCacheCtrlr.Enabled", "true"), ("AuthCtrlr.LocalPreAuthorize", "true"), ("LocalAuthListCtrlr.Enabled", "true"));
        station.JudgesTransactions("Accepted");
        await station.ConnectedAsync();
        await station.AuthorizedAsync();
        await station.ExpectEventAsync("Updated", "ChargingStateChanged", "Charging");
        await station.StoppedAsync();
        await station.DisconnectedAsync();
        await station.UntilQuietAsync();
        station.Forget();
        station.JudgesTransactions("Invalid");
        await station.ConnectedAsync();
        await station.PresentAsync("TAG-1", 1);
        await station.ExpectEventAsync("Started", "Authorized");
        await station.NeverAsync("Authorize");
    }

    [Fact]
    public async Task TC_C_34_CS_Learnt_From_TransactionEvent()
    {
        await using var station = await CachingAsync("Accepted");
        station.JudgesTransactions("Invalid");
        await station.ConnectedAsync();
        await station.PresentAsync("TAG-1", 1);
        await station.ExpectEventAsync("Started", "Authorized");
        await station.ExpectEventAsync("Ended", "Deauthorized");
        await station.DisconnectedAsync();
        await station.NeverAsync("Authorize");
        station.JudgesTokens("Invalid");
        await station.ConnectedAsync();
        await station.AuthorizedAsync();
    }

    [Fact]
    public async Task TC_C_36_CS_Not_Used_Without_LocalPreAuthorize()
    {
        await using var station = await CachingAsync("Accepted");
        await station.SetVariablesAsync(("AuthCtrlr.LocalPreAuthorize", "false"));
        station.JudgesTokens("Invalid");
        await station.AuthorizedAsync();
        await station.NeverAsync("TransactionEvent");
    }

    [Fact]
    [Shows(OcppVersion.V201, "ClearCache")]
    public async Task TC_C_37_CS_Cleared()
    {
        await using var station = await CachingAsync("Accepted");
        await station.SendAsync("ClearCache", new { }, "Accepted");
        await station.ConnectedAsync();
        await station.AuthorizedAsync();
        await station.ExpectAsync("TransactionEvent", p => p.Text("triggerReason") == "Authorized");
        await station.ExpectEventAsync("Updated", "ChargingStateChanged", "Charging");
    }

    [Fact]
    public async Task TC_C_38_CS_Not_Cleared_While_Off()
    {
        await using var station = await CachingAsync("Accepted");
        await station.SetVariablesAsync(("AuthCacheCtrlr.Enabled", "false"));
        await station.SendAsync("ClearCache", new { }, "Rejected");
    }

    [Fact]
    public async Task TC_C_46_CS_LifeTime()
    {
        await using var station = await CachingAsync("Accepted");
        await station.SetVariablesAsync(("AuthCacheCtrlr.LifeTime", "1"), ("OCPPCommCtrlr.HeartbeatInterval", "1"));
        await station.ConnectedAsync();
        for (var i = 0; i < 3; i++)
            await station.ExpectAsync("Heartbeat");
        await station.AuthorizedAsync();
        await station.ExpectEventAsync("Started", "Authorized");
    }

    [Fact]
    public async Task TC_C_57_CS_DisablePostAuthorize()
    {
        await using var station = await CachingAsync("Invalid");
        await station.SetVariablesAsync(("AuthCacheCtrlr.DisablePostAuthorize", "true"));
        await station.ConnectedAsync();
        await station.PresentAsync("TAG-1", 1);
        await station.NeverAsync("Authorize");
        await station.NeverAsync("TransactionEvent");
    }

    private async Task AsksAgainAsync(string status)
    {
        await using var station = await CachingAsync(status);
        station.JudgesTokens(status);
        await station.ConnectedAsync();
        await station.AuthorizedAsync();
        await station.NeverAsync("TransactionEvent");
    }

    // The CSMS hears of the token when it is back, and does not accept it.
    private static async Task JudgedLateAsync(TestStation station)
    {
        await station.TransferringOfflineAsync();
        station.JudgesTransactions("Invalid");
        await station.OnlineAsync();
        await station.ExpectAsync("TransactionEvent", p => p.Text("triggerReason") == "ChargingStateChanged" && p.At("offline") == "true");
    }

    private async Task<TestStation> CachingAsync(string status)
    {
        var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariablesAsync(("AuthCacheCtrlr.Enabled", "true"), ("AuthCtrlr.LocalPreAuthorize", "true"));
        await station.CachedAsync("TAG-1", status);
        return station;
    }
}

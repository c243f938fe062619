using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V201;

/// <summary>Part 6, block C: tokens at the reader, groups and master passes.</summary>
public sealed class Authorizing(TestLab lab)
{
    private const string Group = "GROUP-1";

    private const string MasterGroup = "MASTERS";

    [Fact]
    [Shows(OcppVersion.V201, "Authorize")]
    public Task TC_C_02_CS_Invalid_Token() => RefusedAsync("Invalid");

    [Fact]
    public Task TC_C_06_CS_Blocked_Token() => RefusedAsync("Blocked");

    [Fact]
    public Task TC_C_07_CS_Expired_Token() => RefusedAsync("Expired");

    [Fact]
    public Task TC_C_56_CS_Unknown_Token() => RefusedAsync("Unknown");

    [Fact]
    public async Task TC_C_04_CS_Another_Token_Stops_Nothing()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.TransferringAsync();
        await station.PresentAsync("TAG-2", 1);
        await station.NeverAsync("TransactionEvent", p => p.Text("eventType") == "Ended" || p.At("idToken") is not null);
    }

    [Fact]
    public async Task TC_C_39_CS_A_Token_Of_The_Group_Stops()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        station.JudgesTokens("Accepted", Group);
        station.JudgesTransactions("Accepted", Group);
        await station.TransferringAsync();
        await station.AuthorizedAsync("TAG-2");
        var end = await station.ExpectEventAsync("Ended", "StopAuthorized");
        end.Payload.At("idToken", "idToken").ShouldBe("TAG-2");
        await station.DisconnectedAsync();
    }

    [Fact]
    public async Task TC_C_41_CS_A_Cached_Token_Of_The_Group_Stops()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariablesAsync(("AuthCacheCtrlr.Enabled", "true"), ("AuthCtrlr.LocalPreAuthorize", "true"));
        await station.CachedAsync("TAG-1", "Accepted", Group);
        await station.CachedAsync("TAG-2", "Accepted", Group);
        station.JudgesTransactions("Accepted", Group);
        await station.ConnectedAsync();
        await station.PresentAsync("TAG-1", 1);
        await station.ExpectAsync("TransactionEvent", p => p.At("transactionInfo", "chargingState") == "Charging");
        await station.PresentAsync("TAG-2", 1);
        (await station.ExpectEventAsync("Ended", "StopAuthorized")).Payload.At("idToken", "idToken").ShouldBe("TAG-2");
        await station.DisconnectedAsync();
        await station.NeverAsync("Authorize");
    }

    [Fact]
    public async Task TC_C_42_CS_An_Invalid_Token_Of_The_Group_Stops_Nothing()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        station.JudgesTokens("Accepted", Group);
        station.JudgesTransactions("Accepted", Group);
        await station.TransferringAsync();
        station.JudgesTokens("Invalid", Group);
        await station.AuthorizedAsync("TAG-2");
        await station.NeverAsync("TransactionEvent", p => p.Text("eventType") == "Ended");
    }

    [Fact]
    public async Task TC_C_44_CS_An_Invalid_Cached_Token_Of_The_Group_Stops_Nothing()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariablesAsync(
            ("AuthCacheCtrlr.Enabled", "true"), ("AuthCtrlr.LocalPreAuthorize", "true"), ("AuthCacheCtrlr.DisablePostAuthorize", "false"));
        await station.CachedAsync("TAG-1", "Accepted", Group);
        await station.CachedAsync("TAG-2", "Invalid", Group);
        station.JudgesTransactions("Accepted", Group);
        await station.ConnectedAsync();
        await station.PresentAsync("TAG-1", 1);
        await station.ExpectAsync("TransactionEvent", p => p.At("transactionInfo", "chargingState") == "Charging");
        station.JudgesTokens("Invalid", Group);
        await station.AuthorizedAsync("TAG-2");
        await station.NeverAsync("TransactionEvent", p => p.Text("eventType") == "Ended");
    }

    [Fact]
    public async Task TC_C_45_CS_A_Master_Pass_Starts_Nothing()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariablesAsync(("TxCtrlr.TxStartPoint", "Authorized"), ("AuthCtrlr.MasterPassGroupId", MasterGroup));
        station.JudgesTokens("Accepted", MasterGroup);
        await station.AuthorizedAsync();
        await station.ConnectedAsync();
        await station.NeverAsync("TransactionEvent");
    }

    [Fact]
    public async Task TC_C_49_CS_A_Master_Pass_Stops_All()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201, isDc: true);
        await station.SetVariablesAsync(("AuthCtrlr.MasterPassGroupId", MasterGroup));
        await station.TransferringAsync("TAG-1", 1);
        await station.TransferringAsync("TAG-2", 2);
        station.JudgesTokens("Accepted", MasterGroup);
        await station.PresentAsync("MASTER");
        await station.ExpectAsync("Authorize");
        for (var i = 0; i < 2; i++)
        {
            var end = await station.ExpectEventAsync("Ended");
            end.StoppedReason().ShouldBe("MasterPass");
            end.Payload.At("idToken", "idToken").ShouldBeOneOf("MASTER", null);
        }

        await station.DisconnectedAsync(1);
        await station.DisconnectedAsync(2);
    }

    private async Task RefusedAsync(string status)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        station.JudgesTokens(status);
        await station.ConnectedAsync();
        await station.AuthorizedAsync();
        await station.NeverAsync("TransactionEvent");
    }
}

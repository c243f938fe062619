using static Voltbench.Simulation.Tests.Tokens.TokenScenes;

namespace Voltbench.Simulation.Tests.Tokens;

/// <summary>The authorization cache at work (1.6 §3.5.1; 2.0.1 C10–C12).</summary>
public class CacheScenarioTests
{
    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    [Shows(OcppVersion.V16, "Authorize")]
    [Shows(OcppVersion.V201, "Authorize")]
    public void C10_FR_04_C12_FR_04_what_Authorize_taught_saves_asking_also_after_a_kill(OcppVersion version)
    {
        var rig = Station(version, (PreAuthorize, "true")).Visit("TAG");
        rig.Asked().ShouldBe(1);
        rig.Visit("tag").Asked().ShouldBe(1);
        rig.Run(1);
        rig.KillAndRestart();
        rig.Run(1);
        rig.Visit("TAG").Asked().ShouldBe(1, "C10.FR.02: it is on disk");
        rig.Ends().ShouldBe(["Local", "Local", "Local"]);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void C10_FR_11_without_LocalPreAuthorize_everybody_is_asked_about(OcppVersion version)
        => Station(version).Visit("TAG").Visit("TAG").Asked().ShouldBe(2);

    [Theory]
    [InlineData(OcppVersion.V16, "Invalid")]
    [InlineData(OcppVersion.V16, "Blocked")]
    [InlineData(OcppVersion.V16, "Expired")]
    [InlineData(OcppVersion.V16, "ConcurrentTx")]
    [InlineData(OcppVersion.V201, "Invalid")]
    [InlineData(OcppVersion.V201, "Blocked")]
    [InlineData(OcppVersion.V201, "Expired")]
    [InlineData(OcppVersion.V201, "NoCredit")]
    [InlineData(OcppVersion.V201, "Unknown")]
    public void C01_FR_02_C12_FR_05_a_refusal_starts_nothing_and_is_asked_about_again(OcppVersion version, string status)
    {
        var rig = Station(version, (PreAuthorize, "true")).Says(status);
        rig.Do(new PlugConnector());
        rig.Present("TAG", 1).Detail!.ShouldContain(status);
        rig.Present("TAG", 1).Status.ShouldBe(CommandStatus.Rejected);
        rig.Asked().ShouldBe(2);
        rig.Says("Accepted").Present("TAG", 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.Charges().ShouldBeTrue();
    }

    [Fact]
    public void C12_FR_05_with_DisablePostAuthorize_a_refusal_stands()
    {
        var rig = Station(OcppVersion.V201, (PreAuthorize, "true"), ("AuthCacheCtrlr.DisablePostAuthorize", "true")).Says("Blocked");
        rig.Do(new PlugConnector());
        rig.Present("TAG", 1);
        rig.Present("TAG", 1).Detail!.ShouldContain("authorization cache");
        rig.Asked().ShouldBe(1);
        rig.Csms.Of("TransactionEvent").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void C10_FR_05_what_the_answer_to_the_start_says_counts_from_then_on(OcppVersion version)
    {
        var rig = Station(version, (PreAuthorize, "true")).Visit("TAG");
        rig.JudgesStart("Invalid");
        rig.Do(new PlugConnector());
        rig.Present("TAG", 1);
        rig.Run(5);
        rig.Ends().Last().ShouldBe("DeAuthorized");
        rig.Asked().ShouldBe(1);
        rig.Do(new UnplugConnector());
        rig.Do(new PlugConnector());
        rig.Says("Invalid").Present("TAG", 1).Status.ShouldBe(CommandStatus.Rejected);
        rig.Asked().ShouldBe(2);
    }

    [Fact]
    public void What_the_answer_to_the_stop_says_counts_too_in_1_6()
    {
        var rig = Station(OcppVersion.V16, (PreAuthorize, "true"));
        rig.Csms.Script["StopTransaction"] = _ => """{"idTagInfo":{"status":"Blocked"}}""";
        rig.Visit("TAG").Visit("TAG").Asked().ShouldBe(2);
    }

    [Theory]
    [InlineData(OcppVersion.V16, "expiryDate")]
    [InlineData(OcppVersion.V201, "cacheExpiryDateTime")]
    public void What_is_valid_until_a_time_is_expired_after_it(OcppVersion version, string field)
    {
        var rig = Station(version, (PreAuthorize, "true"));
        var until = rig.Time.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        if (version == OcppVersion.V16)
            rig.Csms.Script["StartTransaction"] = _ => $$$"""{"transactionId":7,"idTagInfo":{"status":"Accepted","expiryDate":"{{{until}}}"}}""";
        rig.Says("Accepted", more: $",\"{field}\":\"{until}\"").Visit("TAG").Visit("TAG").Asked().ShouldBe(1);
        rig.Run(3600);
        rig.Visit("TAG").Asked().ShouldBe(2);
        rig.Cut();
        rig.Do(new PlugConnector());
        rig.Present("TAG", 1).Detail!.ShouldContain("Expired", customMessage: "1.6 §3.5.4: it was valid and is no more");
    }

    [Fact]
    public void C10_FR_08_what_nobody_presents_for_its_life_time_is_forgotten()
    {
        var rig = Station(OcppVersion.V201, (PreAuthorize, "true"), ("AuthCacheCtrlr.LifeTime", "600")).Visit("TAG");
        rig.Run(500);
        rig.Visit("TAG").Asked().ShouldBe(1);
        rig.Run(600);
        rig.Visit("TAG").Asked().ShouldBe(2);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    [Shows(OcppVersion.V16, "ClearCache")]
    [Shows(OcppVersion.V201, "ClearCache")]
    public void C11_FR_03_a_cleared_cache_knows_nobody(OcppVersion version)
    {
        var rig = Station(version, (PreAuthorize, "true")).Visit("TAG");
        rig.Ask("ClearCache", "{}").Status().ShouldBe("Accepted");
        rig.KillAndRestart();
        rig.Run(1);
        rig.Visit("TAG").Asked().ShouldBe(2);
    }

    [Theory]
    [InlineData(OcppVersion.V16, null)]
    [InlineData(OcppVersion.V201, "NotEnabled")]
    [Shows(OcppVersion.V16, "ClearCache")]
    [Shows(OcppVersion.V201, "ClearCache")]
    public void C11_FR_04_a_cache_that_is_switched_off_is_not_cleared(OcppVersion version, string? code)
    {
        var rig = Station(version, (PreAuthorize, "true"), ("AuthCacheCtrlr.Enabled", "false"));
        rig.Visit("TAG").Visit("TAG").Asked().ShouldBe(2);
        var answer = rig.Ask("ClearCache", "{}");
        answer.Status().ShouldBe("Rejected");
        answer.Code().ShouldBe(code);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void The_operators_clearing_tells_how_many_there_were(OcppVersion version)
    {
        var rig = Station(version, (PreAuthorize, "true")).Visit("A").Visit("B");
        rig.Do(new ClearCache()).Data!.Value.GetProperty("cleared_entries").GetInt32().ShouldBe(2);
        rig.Do(new ClearCache()).Data!.Value.GetProperty("cleared_entries").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void Authorize_by_command_teaches_the_cache_and_starts_nothing(OcppVersion version)
    {
        var rig = Station(version, (PreAuthorize, "true"));
        rig.Do(new PlugConnector());
        rig.Do(new AuthorizeToken("TAG"), 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.Do(new AuthorizeToken("TAG"), 1);
        rig.Asked().ShouldBe(2);
        rig.Charges().ShouldBeFalse();
        rig.Present("TAG", 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.Asked().ShouldBe(2);
        rig.Says("Blocked");
        rig.Do(new AuthorizeToken("TAG"), 1).Detail!.ShouldContain("Blocked");
        rig.Charges().ShouldBeTrue();
        rig.Cut().Do(new AuthorizeToken("TAG")).Status.ShouldBe(CommandStatus.Rejected);
    }

    /// <summary>1.6 §5.11, 2.0.1 F01: as if a driver had presented it.</summary>
    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void A_remote_start_that_is_authorized_first_asks_the_cache(OcppVersion version)
    {
        var rig = Station(version, (PreAuthorize, "true"), ("AuthCtrlr.AuthorizeRemoteStart", "true"));
        rig.Do(new AuthorizeToken("TAG"), 1);
        _ = version == OcppVersion.V16
            ? rig.Ask("RemoteStartTransaction", """{"idTag":"TAG"}""")
            : rig.Ask("RequestStartTransaction", """{"remoteStartId":1,"idToken":{"idToken":"TAG","type":"ISO14443"}}""");
        rig.Run(10);
        rig.Charges().ShouldBeTrue();
        rig.Asked().ShouldBe(1);
    }

    [Fact]
    public void A_token_of_the_CSMS_itself_is_not_remembered()
    {
        var rig = Station(OcppVersion.V201, (PreAuthorize, "true"));
        rig.Csms.Script["TransactionEvent"] = c => c.Payload.TryGetProperty("idToken", out _) ? rig.Info("Accepted") : "{}";
        rig.Ask("RequestStartTransaction", """{"remoteStartId":1,"idToken":{"idToken":"APP","type":"Central"}}""").Status().ShouldBe("Accepted");
        rig.Run(60);
        rig.Do(new ClearCache()).Data!.Value.GetProperty("cleared_entries").GetInt32().ShouldBe(0);
    }
}

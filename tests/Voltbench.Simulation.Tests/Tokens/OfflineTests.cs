using static Voltbench.Simulation.Tests.Tokens.TokenScenes;

namespace Voltbench.Simulation.Tests.Tokens;

/// <summary>Who charges while the CSMS is away, and what becomes of it (1.6 §3.5.4; 2.0.1 C13, C15).</summary>
public class OfflineTests
{
    /// <summary>The token is unknown, in the cache or on the list; accepted or not.</summary>
    [Theory]
    [InlineData(OcppVersion.V16, "", true, true, true)]
    [InlineData(OcppVersion.V16, "", true, false, false)]
    [InlineData(OcppVersion.V16, "cache+", true, false, true)]
    [InlineData(OcppVersion.V16, "cache+", false, true, false)]
    [InlineData(OcppVersion.V16, "cache-", true, true, false)]
    [InlineData(OcppVersion.V16, "list+", true, false, true)]
    [InlineData(OcppVersion.V16, "list+", false, false, false)]
    [InlineData(OcppVersion.V16, "list-", true, true, false)]
    [InlineData(OcppVersion.V201, "", true, true, true)]
    [InlineData(OcppVersion.V201, "", true, false, false)]
    [InlineData(OcppVersion.V201, "cache+", true, false, true)]
    [InlineData(OcppVersion.V201, "cache+", false, true, false)]
    [InlineData(OcppVersion.V201, "cache-", true, true, false)]
    [InlineData(OcppVersion.V201, "list+", true, false, true)]
    [InlineData(OcppVersion.V201, "list+", false, false, false)]
    [InlineData(OcppVersion.V201, "list-", true, true, false)]
    public void C13_FR_04_C15_FR_08_the_station_decides_alone(OcppVersion version, string known, bool localOffline, bool unknownOffline, bool charges)
    {
        var rig = Station(
            version,
            ("AuthCtrlr.LocalAuthorizeOffline", localOffline ? "true" : "false"),
            ("AuthCtrlr.OfflineTxForUnknownIdEnabled", unknownOffline ? "true" : "false"));
        var status = known.EndsWith('+') ? "Accepted" : "Blocked";
        if (known.StartsWith("cache", StringComparison.Ordinal))
            rig.Says(status).Do(new AuthorizeToken("TAG"), 1);
        else if (known.Length > 0 && version == OcppVersion.V16)
            rig.Ask("SendLocalList", $$$"""{"listVersion":1,"updateType":"Full","localAuthorizationList":[{"idTag":"TAG","idTagInfo":{"status":"{{{status}}}"}}]}""").Status().ShouldBe("Accepted");
        else if (known.Length > 0)
            rig.Ask("SendLocalList", $$$"""{"versionNumber":1,"updateType":"Full","localAuthorizationList":[{"idToken":{"idToken":"TAG","type":"ISO14443"},"idTokenInfo":{"status":"{{{status}}}"}}]}""").Status().ShouldBe("Accepted");
        rig.Cut();
        rig.Do(new PlugConnector());
        rig.Present("TAG", 1).Status.ShouldBe(charges ? CommandStatus.Accepted : CommandStatus.Rejected);
        rig.Charges().ShouldBe(charges);
        rig.Reconnect();
        rig.Csms.Calls.Any(c => c.Action is "StartTransaction" or "TransactionEvent").ShouldBe(charges);
        if (version == OcppVersion.V201 && charges)
            rig.Csms.Of("TransactionEvent").First().Text("offline").ShouldBe("True");
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void A_connection_that_breaks_while_the_CSMS_is_asked_counts_as_offline(OcppVersion version)
    {
        var rig = Station(version);
        rig.Do(new PlugConnector());
        rig.Csms.Script["Authorize"] = _ => null;
        var presented = rig.Ask(new PresentIdTag("TAG"));
        rig.Run(1);
        rig.Ask(new PresentIdTag("TAG")).IsCompleted.ShouldBeFalse();
        rig.Cut();
        Harness.Rig.Await(presented).Status.ShouldBe(CommandStatus.Accepted);
        rig.Charges().ShouldBeTrue();
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void C15_a_token_that_turns_out_invalid_ends_the_transaction(OcppVersion version)
    {
        var rig = Station(version).JudgesStart("Invalid").Cut();
        rig.Do(new PlugConnector());
        rig.Present("TAG", 1);
        rig.Reconnect().Ends().ShouldBe(["DeAuthorized"]);
        rig.Charges().ShouldBeFalse();
        if (version == OcppVersion.V201)
            rig.Csms.Of("TransactionEvent").Last().Text("triggerReason").ShouldBe("Deauthorized");
    }

    /// <summary>The allowance is for transactions that go on (TC_C_18).</summary>
    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void C15_with_StopTxOnInvalidId_MaxEnergyOnInvalidId_leaves_nothing(OcppVersion version)
    {
        var rig = Station(version, ("TxCtrlr.MaxEnergyOnInvalidId", "5000")).JudgesStart("Invalid");
        rig.Do(new PlugConnector(SocPercent: 10));
        rig.Present("TAG", 1);
        rig.Run(5);
        rig.Ends().ShouldBe(["DeAuthorized"]);
        rig.Charges().ShouldBeFalse();
    }

    [Theory]
    [InlineData(OcppVersion.V16, 0)]
    [InlineData(OcppVersion.V16, 5000)]
    [InlineData(OcppVersion.V201, 0)]
    [InlineData(OcppVersion.V201, 5000)]
    public void C15_without_StopTxOnInvalidId_it_gets_MaxEnergyOnInvalidId_and_no_more(OcppVersion version, int maxWh)
    {
        var rig = Station(version, ("TxCtrlr.StopTxOnInvalidId", "false"), ("TxCtrlr.MaxEnergyOnInvalidId", $"{maxWh}")).JudgesStart("Invalid");
        rig.Do(new PlugConnector(SocPercent: 10));
        rig.Present("TAG", 1);
        rig.Run(60);
        rig.Charges().ShouldBe(maxWh > 0);
        rig.Run(600);
        rig.KillAndRestart();
        rig.Run(4 * 3600);
        rig.Ends().ShouldBeEmpty();
        rig.Charges().ShouldBeFalse();
        rig.Seen.Connector.MeterWh.ShouldBeInRange(maxWh - 1, maxWh + 1);
        if (version == OcppVersion.V16)
            rig.StatusOf().ShouldBe("SuspendedEVSE");
        else
            rig.Csms.Of("TransactionEvent").Last(c => c.Payload.GetProperty("transactionInfo").TryGetProperty("chargingState", out _)).Payload.GetProperty("transactionInfo").GetProperty("chargingState").GetString().ShouldBe("SuspendedEVSE");
        rig.Present("TAG", 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.Ends().ShouldBe(["Local"]);
    }
}

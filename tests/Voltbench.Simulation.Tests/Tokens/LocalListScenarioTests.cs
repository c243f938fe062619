using Voltbench.Simulation.Tests.Harness;
using static Voltbench.Simulation.Tests.Tokens.TokenScenes;

namespace Voltbench.Simulation.Tests.Tokens;

/// <summary>The local authorization list at work (1.6 §3.5.2, §5.10, §5.15; 2.0.1 D01, D02, C14).</summary>
public class LocalListScenarioTests
{
    private static string Entry(OcppVersion version, string token, string? status, string? more = null) => (version, status) switch
    {
        (OcppVersion.V16, null) => $$"""{"idTag":"{{token}}"}""",
        (OcppVersion.V16, _) => $$$"""{"idTag":"{{{token}}}","idTagInfo":{"status":"{{{status}}}"{{{more}}}}}""",
        (_, null) => $$$"""{"idToken":{"idToken":"{{{token}}}","type":"ISO14443"}}""",
        _ => $$$"""{"idToken":{"idToken":"{{{token}}}","type":"ISO14443"},"idTokenInfo":{"status":"{{{status}}}"{{{more}}}}}""",
    };

    private static System.Text.Json.JsonElement Send(Rig rig, int version, string type, params string[] entries)
        => rig.Ask("SendLocalList", $$"""{"{{(rig.Version == OcppVersion.V16 ? "listVersion" : "versionNumber")}}":{{version}},"updateType":"{{type}}"{{(entries.Length == 0 ? "" : $",\"localAuthorizationList\":[{string.Join(',', entries)}]")}}}""");

    private static int VersionOf(Rig rig)
        => rig.Ask("GetLocalListVersion", "{}").GetProperty(rig.Version == OcppVersion.V16 ? "listVersion" : "versionNumber").GetInt32();

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    [Shows(OcppVersion.V16, "SendLocalList")]
    [Shows(OcppVersion.V201, "SendLocalList")]
    [Shows(OcppVersion.V16, "GetLocalListVersion")]
    [Shows(OcppVersion.V201, "GetLocalListVersion")]
    public void D01_FR_15_to_17_a_list_is_sent_whole_then_in_differences_and_survives_a_kill(OcppVersion version)
    {
        var rig = Station(version, (PreAuthorize, "true"));
        VersionOf(rig).ShouldBe(0);
        Send(rig, 3, "Full", Entry(version, "A", "Accepted"), Entry(version, "B", "Accepted")).Status().ShouldBe("Accepted");
        rig.Visit("A").Visit("B").Asked().ShouldBe(0);
        Send(rig, 4, "Differential", Entry(version, "A", null), Entry(version, "B", "Blocked"), Entry(version, "C", "Accepted")).Status().ShouldBe("Accepted");
        rig.KillAndRestart();
        rig.Run(1);
        VersionOf(rig).ShouldBe(4);
        rig.Visit("C").Asked().ShouldBe(0);
        rig.Visit("A").Asked().ShouldBe(1);
        rig.Do(new PlugConnector());
        rig.Says("Blocked").Present("B", 1).Status.ShouldBe(CommandStatus.Rejected);
        rig.Asked().ShouldBe(2, "C14.FR.03: the CSMS may have changed its mind");
        Send(rig, 9, "Full").Status().ShouldBe("Accepted");
        VersionOf(rig).ShouldBe(0);
    }

    [Theory]
    [InlineData(OcppVersion.V16, 0, "Full", "Failed", null)]
    [InlineData(OcppVersion.V16, -1, "Full", "Failed", null)]
    [InlineData(OcppVersion.V16, 5, "Differential", "VersionMismatch", null)]
    [InlineData(OcppVersion.V16, 4, "Differential", "VersionMismatch", null)]
    [InlineData(OcppVersion.V16, 6, "Differential", "Accepted", null)]
    [InlineData(OcppVersion.V16, 1, "Full", "Accepted", null)]
    [InlineData(OcppVersion.V201, 0, "Full", "Failed", "ValuePositiveOnly")]
    [InlineData(OcppVersion.V201, 5, "Differential", "VersionMismatch", null)]
    [InlineData(OcppVersion.V201, 6, "Differential", "Accepted", null)]
    [InlineData(OcppVersion.V201, 1, "Full", "Accepted", null)]
    [Shows(OcppVersion.V16, "SendLocalList")]
    [Shows(OcppVersion.V201, "SendLocalList")]
    public void The_version_has_limits(OcppVersion version, int listVersion, string type, string status, string? code)
    {
        var rig = Station(version);
        Send(rig, 5, "Full", Entry(version, "A", "Accepted"));
        var answer = Send(rig, listVersion, type, Entry(version, "B", "Accepted"));
        answer.Status().ShouldBe(status);
        answer.Code().ShouldBe(code);
        VersionOf(rig).ShouldBe(status == "Accepted" ? listVersion : 5);
    }

    [Theory]
    [InlineData(OcppVersion.V16, null, null)]
    [InlineData(OcppVersion.V201, "InvalidValue", "MissingParam")]
    public void A_list_with_a_token_twice_or_without_standing_fails_whole(OcppVersion version, string? twice, string? without)
    {
        var rig = Station(version);
        var answer = Send(rig, 1, "Full", Entry(version, "A", "Accepted"), Entry(version, "a", "Accepted"));
        (answer.Status(), answer.Code()).ShouldBe(("Failed", twice));
        answer = Send(rig, 1, "Full", Entry(version, "A", "Accepted"), Entry(version, "B", null));
        (answer.Status(), answer.Code()).ShouldBe(("Failed", without));
        VersionOf(rig).ShouldBe(0);
    }

    [Theory]
    [InlineData(OcppVersion.V16, null)]
    [InlineData(OcppVersion.V201, "TooManyElements")]
    public void More_tokens_than_one_message_may_have_fail(OcppVersion version, string? code)
    {
        var rig = Station(version);
        var entries = Enumerable.Range(0, 1001).Select(i => Entry(version, $"T{i}", "Accepted")).ToArray();
        var answer = Send(rig, 1, "Full", entries);
        (answer.Status(), answer.Code()).ShouldBe(("Failed", code));
        Send(rig, 1, "Full", entries[..1000]).Status().ShouldBe("Accepted");
    }

    [Theory]
    [InlineData(OcppVersion.V16, "NotSupported", null, -1)]
    [InlineData(OcppVersion.V201, "Failed", "NotEnabled", 0)]
    [Shows(OcppVersion.V16, "GetLocalListVersion")]
    [Shows(OcppVersion.V201, "GetLocalListVersion")]
    public void Lists_that_are_switched_off_are_refused(OcppVersion version, string status, string? code, int listVersion)
    {
        var rig = Station(version, ("LocalAuthListCtrlr.Enabled", "false"));
        var answer = Send(rig, 1, "Full", Entry(version, "A", "Accepted"));
        (answer.Status(), answer.Code()).ShouldBe((status, code));
        VersionOf(rig).ShouldBe(listVersion);
    }

    [Fact]
    public void On_a_list_of_1_6_ConcurrentTx_is_valid()
    {
        var rig = Station(OcppVersion.V16, (PreAuthorize, "true"));
        Send(rig, 1, "Full", Entry(OcppVersion.V16, "A", "ConcurrentTx"));
        rig.Visit("A").Asked().ShouldBe(0);
    }

    [Fact]
    public void C14_FR_03_with_DisablePostAuthorize_the_list_stands()
    {
        var rig = Station(OcppVersion.V201, (PreAuthorize, "true"), ("LocalAuthListCtrlr.DisablePostAuthorize", "true"));
        Send(rig, 1, "Full", Entry(OcppVersion.V201, "A", "Blocked"));
        rig.Do(new PlugConnector());
        rig.Present("A", 1).Detail!.ShouldContain("local authorization list");
        rig.Asked().ShouldBe(0);
    }

    [Fact]
    [Shows(OcppVersion.V16, "StatusNotification")]
    public void A_conflict_with_the_list_is_told_in_1_6_and_the_list_wins_over_the_cache()
    {
        var rig = Station(OcppVersion.V16, (PreAuthorize, "true"), ("StopTransactionOnInvalidId", "false"));
        Send(rig, 1, "Full", Entry(OcppVersion.V16, "A", "Accepted"));
        rig.JudgesStart("Blocked");
        rig.Do(new PlugConnector());
        rig.Present("A", 1);
        rig.Run(5);
        var conflict = rig.Csms.Of("StatusNotification").Single(c => c.Int("connectorId") == 0);
        (conflict.Text("errorCode"), conflict.Text("status")).ShouldBe(("LocalListConflict", "Available"));
        rig.Do(new ClearCache()).Data!.Value.GetProperty("cleared_entries").GetInt32().ShouldBe(0, "§3.5.3: what is on the list is not in the cache");
        rig.Present("A", 1);
        rig.Do(new UnplugConnector());
        rig.JudgesStart("Accepted").Visit("A").Asked().ShouldBe(0);
    }

    [Fact]
    public void A_token_that_comes_onto_the_list_leaves_the_cache()
    {
        var rig = Station(OcppVersion.V16, (PreAuthorize, "true")).Visit("A").Visit("B");
        Send(rig, 1, "Full", Entry(OcppVersion.V16, "A", "Accepted"));
        rig.Do(new ClearCache()).Data!.Value.GetProperty("cleared_entries").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void The_operator_sets_and_clears_the_list(OcppVersion version)
    {
        var rig = Station(version, (PreAuthorize, "true"));
        LocalListEntry[] entries = [new("A", ParentIdTag: "G"), new("B", rig.Time.GetUtcNow().AddSeconds(-1))];
        string Set(int listVersion, bool isDifferential) => rig.Do(new SetLocalList(listVersion, isDifferential, entries)).Data!.Value.GetRawText();
        Set(2, false).ShouldBe("""{"status":"Accepted","list_version":2,"entries_received":2}""");
        Set(2, false).ShouldBe("""{"status":"VersionMismatch","list_version":2,"entries_received":2}""");
        Set(1, true).ShouldBe("""{"status":"VersionMismatch","list_version":2,"entries_received":2}""");
        Set(3, true).ShouldBe("""{"status":"Accepted","list_version":3,"entries_received":2}""");
        rig.Do(new SetLocalList(4, true, [new(new string('x', 37))])).Data!.Value.Status().ShouldBe("Failed");
        rig.Visit("A").Asked().ShouldBe(0);
        rig.Visit("B").Asked().ShouldBe(1, "it expired");
        VersionOf(rig).ShouldBe(3);
        rig.Do(new ClearLocalList()).Data!.Value.GetProperty("entries_deleted").GetInt32().ShouldBe(2);
        VersionOf(rig).ShouldBe(0);
    }
}

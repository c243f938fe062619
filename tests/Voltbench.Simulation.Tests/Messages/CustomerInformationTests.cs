using System.Text.Json;
using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests.Messages;

/// <summary>OCPP 2.0.1 N09, N10.</summary>
public class CustomerInformationTests
{
    private const string Token = """
        "idToken":{"idToken":"TAG","type":"ISO14443"}
        """;

    private static Rig Quiet()
    {
        var rig = new Rig(OcppVersion.V201).Booted();
        rig.Csms.Calls.Clear();
        return rig;
    }

    private static JsonElement Ask(Rig rig, string fields, bool report = true, bool clear = false, int id = 5)
    {
        rig.Csms.Calls.Clear();
        var asked = rig.Csms.Ask("CustomerInformation", $$"""{"requestId":{{id}},"report":{{(report ? "true" : "false")}},"clear":{{(clear ? "true" : "false")}}{{(fields.Length > 0 ? "," + fields : "")}}}""");
        rig.Run(1);
        return rig.Csms.AnswerTo(asked).Payload;
    }

    private static string Told(Rig rig)
    {
        var parts = rig.Csms.Of("NotifyCustomerInformation").ToList();
        parts.Select(p => p.Int("seqNo")).ShouldBe(Enumerable.Range(0, parts.Count));
        parts.Select(p => p.Payload.TryGetProperty("tbc", out var tbc) && tbc.GetBoolean()).ShouldBe([.. Enumerable.Repeat(true, parts.Count - 1), false]);
        parts.ShouldAllBe(p => p.Int("requestId") == 5);
        return string.Concat(parts.Select(p => p.Text("data")));
    }

    [Fact]
    [Shows(OcppVersion.V201, "CustomerInformation")]
    [Shows(OcppVersion.V201, "NotifyCustomerInformation")]
    public void TC_N_27_what_is_kept_of_a_token_is_told()
    {
        var rig = Quiet();
        rig.Do(new StartSession("TAG", 1));
        rig.Run(5);
        Ask(rig, Token).GetProperty("status").GetString().ShouldBe("Accepted");
        var told = Told(rig);
        told.ShouldContain("EVSE 1: token TAG");
        told.ShouldContain(rig.Seen.Connector.TransactionId!);
    }

    [Fact]
    public void TC_N_28_and_N_31_of_an_unknown_token_a_message_says_nothing()
    {
        var rig = Quiet();
        Ask(rig, Token).GetProperty("status").GetString().ShouldBe("Accepted");
        Told(rig).ShouldBeEmpty();
        Ask(rig, Token, clear: true).GetProperty("status").GetString().ShouldBe("Accepted");
        Told(rig).ShouldBeEmpty();
        Ask(rig, "\"customerCertificate\":{\"hashAlgorithm\":\"SHA256\",\"issuerNameHash\":\"a\",\"issuerKeyHash\":\"b\",\"serialNumber\":\"1\"}");
        Told(rig).ShouldBeEmpty();
    }

    [Fact]
    public void TC_N_30_what_is_removed_is_told_once_more_and_then_gone()
    {
        var rig = Quiet();
        rig.Do(new StartSession("TAG", 1));
        rig.Run(1);
        rig.Csms.Ask("SetDisplayMessage", $$"""{"message":{"id":1,"priority":"InFront","transactionId":"{{rig.Seen.Connector.TransactionId}}","message":{"format":"UTF8","content":"Hello Ann"} } }""");
        rig.Run(1);
        Ask(rig, Token, clear: true);
        Told(rig).ShouldContain("Hello Ann");
        rig.Seen.Connector.Display.ShouldBeEmpty();
        Ask(rig, Token);
        Told(rig).ShouldNotContain("Hello Ann");
    }

    [Fact]
    [Shows(OcppVersion.V201, "CustomerInformation")]
    public void TC_N_30_a_token_is_removed_from_the_cache_and_stays_on_the_local_list()
    {
        var rig = Quiet();
        rig.Do(new StartSession("TAG", 1));
        rig.Run(1);
        rig.Do(new StopSession());
        rig.Run(10);
        rig.Csms.Ask("SendLocalList", """{"versionNumber":1,"updateType":"Full","localAuthorizationList":[{"idToken":{"idToken":"LISTED","type":"ISO14443"},"idTokenInfo":{"status":"Accepted"}}]}""");
        rig.Run(1);
        Ask(rig, Token, clear: true);
        Told(rig).ShouldContain("authorization cache: TAG Accepted");
        Ask(rig, Token);
        Told(rig).ShouldBeEmpty();
        rig.KillAndRestart();
        rig.Run(1);
        Ask(rig, Token);
        Told(rig).ShouldBeEmpty("also after a kill");

        var listed = Token.Replace("TAG", "LISTED");
        Ask(rig, listed, clear: true);
        Told(rig).ShouldContain("local list: LISTED Accepted");
        Ask(rig, listed);
        Told(rig).ShouldContain("local list: LISTED Accepted");
    }

    [Fact]
    public void TC_N_32_a_removal_without_a_report_ends_with_a_message()
    {
        var rig = Quiet();
        Ask(rig, Token, report: false, clear: true).GetProperty("status").GetString().ShouldBe("Accepted");
        Told(rig).ShouldBeEmpty();
    }

    [Fact]
    public void Long_data_is_told_in_parts_of_512_characters()
    {
        var rig = Quiet();
        rig.Do(new StartSession("TAG", 1));
        rig.Run(1);
        rig.Csms.Script["TransactionEvent"] = _ => null; // the messages wait
        rig.Run(3600);
        Ask(rig, Token);
        rig.Csms.Script.Remove("TransactionEvent");
        for (var i = 1; i <= 8; i++)
        {
            rig.Csms.Ask("SetDisplayMessage", $$"""{"message":{"id":{{i}},"priority":"InFront","transactionId":"{{rig.Seen.Connector.TransactionId}}","message":{"format":"UTF8","content":"{{new string('é', 200)}}"} } }""");
            rig.Run(1);
        }

        Ask(rig, Token);
        var parts = rig.Csms.Of("NotifyCustomerInformation").ToList();
        parts.Count.ShouldBeGreaterThan(2);
        parts.SkipLast(1).ShouldAllBe(p => p.Text("data")!.Length == 512);
        Told(rig).Split('\n').Count(l => l.StartsWith("display message")).ShouldBe(8);
    }

    [Theory]
    [InlineData("", true, false, "Invalid")]
    [InlineData(Token + ",\"customerIdentifier\":\"x\"", true, false, "Invalid")]
    [InlineData("\"customerIdentifier\":\"x\"", true, false, "Accepted")]
    [InlineData("\"customerIdentifier\":\"x\"", false, false, "Rejected")]
    public void N09_FR_09_one_customer_is_named_and_something_is_asked_for(string fields, bool report, bool clear, string status)
        => Ask(Quiet(), fields, report, clear).GetProperty("status").GetString().ShouldBe(status);

    [Theory]
    [InlineData(64, 3)]
    [InlineData(65, 4)]
    public void The_identifier_has_a_limit(int length, int type)
    {
        var rig = Quiet();
        var id = rig.Csms.Ask("CustomerInformation", $$"""{"requestId":1,"report":true,"clear":false,"customerIdentifier":"{{new string('x', length)}}"}""");
        rig.Run(1);
        rig.Csms.AnswerTo(id).Type.ShouldBe(type);
    }
}

using System.Text.Json;
using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests.Messages;

/// <summary>Display messages of OCPP 2.0.1, chapter O.</summary>
public class DisplayTests
{
    private static Rig Quiet()
    {
        var rig = new Rig(OcppVersion.V201).Booted();
        rig.Csms.Calls.Clear();
        return rig;
    }

    private static JsonElement Ask(Rig rig, string action, string payload)
    {
        var id = rig.Csms.Ask(action, payload);
        rig.Run(1);
        return rig.Csms.AnswerTo(id).Payload;
    }

    private static JsonElement Set(Rig rig, int id, string text, string priority = "NormalCycle", string more = "", string format = "UTF8")
        => Ask(rig, "SetDisplayMessage", $$"""{"message":{"id":{{id}},"priority":"{{priority}}"{{more}},"message":{"format":"{{format}}","content":"{{text}}"} } }""");

    private static string? StatusOf(JsonElement answer) => answer.GetProperty("status").GetString();

    private static IReadOnlyList<string> Shown(Rig rig, int evse = 1) => rig.Seen.View.Connectors[evse - 1].Display;

    private static string Transaction(Rig rig) => rig.Seen.Connector.TransactionId!;

    [Fact]
    [Shows(OcppVersion.V201, "SetDisplayMessage")]
    public void O01_messages_are_shown_by_their_priority()
    {
        var rig = Quiet();
        StatusOf(Set(rig, 1, "cycle a")).ShouldBe("Accepted");
        StatusOf(Set(rig, 2, "cycle b")).ShouldBe("Accepted");
        Shown(rig).ShouldBe(["cycle a", "cycle b"]);
        Set(rig, 3, "front a", "InFront");
        Set(rig, 4, "front b", "InFront");
        Shown(rig).ShouldBe(["front a", "front b"]);
        Set(rig, 5, "always", "AlwaysFront");
        Shown(rig).ShouldBe(["always"]);
        Set(rig, 6, "always newer", "AlwaysFront");
        Shown(rig).ShouldBe(["always newer"]);
        Ask(rig, "ClearDisplayMessage", """{"id":6}""");
        Shown(rig).ShouldBe(["front a", "front b"], "the newer one took the place of the older");
    }

    [Fact]
    public void O01_a_message_has_a_start_and_an_end()
    {
        var rig = Quiet();
        Set(rig, 1, "later", more: $",\"startDateTime\":\"{rig.In(100)}\",\"endDateTime\":\"{rig.In(200)}\"");
        Shown(rig).ShouldBeEmpty();
        rig.Run(100);
        Shown(rig).ShouldBe(["later"]);
        rig.Run(100);
        Shown(rig).ShouldBeEmpty();
        StatusOf(Ask(rig, "GetDisplayMessages", """{"requestId":1}""")).ShouldBe("Unknown", "it is removed at its end");
    }

    [Fact]
    public void O01_a_message_of_a_state_is_shown_in_that_state_and_of_an_EVSE_there()
    {
        var rig = Quiet();
        Set(rig, 1, "idle", more: ",\"state\":\"Idle\"");
        Set(rig, 2, "charging", more: ",\"state\":\"Charging\"");
        Set(rig, 3, "out", more: ",\"state\":\"Unavailable\"");
        Set(rig, 4, "left", more: ",\"display\":{\"name\":\"Display\",\"evse\":{\"id\":2}}");
        Shown(rig).ShouldBe(["idle"]);
        Shown(rig, 2).ShouldBe(["idle", "left"]);
        rig.Do(new StartSession("TAG", 1));
        Shown(rig).ShouldBe(["charging"]);
        Ask(rig, "ChangeAvailability", """{"operationalStatus":"Inoperative","evse":{"id":2}}""");
        Shown(rig, 2).ShouldBe(["out", "left"]);
    }

    [Fact]
    [Shows(OcppVersion.V201, "SetDisplayMessage")]
    public void O02_a_message_of_a_transaction_is_shown_there_and_removed_at_its_end()
    {
        var rig = Quiet();
        var unknown = Set(rig, 1, "hello", more: ",\"transactionId\":\"none\"");
        StatusOf(unknown).ShouldBe("UnknownTransaction");
        rig.Do(new StartSession("TAG", 1));
        rig.Run(1);
        StatusOf(Set(rig, 1, "hello driver", more: $",\"transactionId\":\"{Transaction(rig)}\"")).ShouldBe("Accepted");
        Shown(rig).ShouldBe(["hello driver"]);
        Shown(rig, 2).ShouldBeEmpty();
        rig.KillAndRestart();
        rig.Run(1);
        Shown(rig).ShouldBe(["hello driver"], "the transaction goes on");
        rig.Do(new StopSession());
        rig.Run(5);
        StatusOf(Ask(rig, "GetDisplayMessages", """{"requestId":1}""")).ShouldBe("Unknown");
    }

    [Theory]
    [InlineData("NormalCycle", "UTF8", "", "text", "Accepted", null)]
    [InlineData("NormalCycle", "ASCII", "", "text", "Accepted", null)]
    [InlineData("NormalCycle", "ASCII", "", "Müsli", "Rejected", "InvalidValue")]
    [InlineData("NormalCycle", "HTML", "", "text", "NotSupportedMessageFormat", "UnsupportedParam")]
    [InlineData("NormalCycle", "URI", "", "text", "NotSupportedMessageFormat", "UnsupportedParam")]
    [InlineData("InFront", "UTF8", ",\"display\":{\"name\":\"Display\",\"evse\":{\"id\":9}}", "text", "Rejected", "UnknownEvse")]
    [InlineData("InFront", "UTF8", ",\"endDateTime\":\"2001-01-01T00:00:00Z\"", "text", "Rejected", "InvalidValue")]
    public void O01_what_cannot_be_shown_is_refused(string priority, string format, string more, string text, string status, string? reason)
    {
        var answer = Set(Quiet(), 1, text, priority, more, format);
        StatusOf(answer).ShouldBe(status);
        if (reason is not null)
            answer.GetProperty("statusInfo").GetProperty("reasonCode").GetString().ShouldBe(reason);
    }

    [Fact]
    [Shows(OcppVersion.V201, "GetDisplayMessages")]
    [Shows(OcppVersion.V201, "NotifyDisplayMessages")]
    public void O03_and_O04_messages_are_told_by_id_priority_and_state_in_parts()
    {
        var rig = Quiet();
        for (var i = 1; i <= 25; i++)
            Set(rig, i, $"text {i}", i % 5 == 0 ? "InFront" : "NormalCycle", i > 20 ? ",\"state\":\"Charging\"" : "");
        StatusOf(Ask(rig, "GetDisplayMessages", """{"requestId":7}""")).ShouldBe("Accepted");
        var parts = rig.Csms.Of("NotifyDisplayMessages").ToList();
        parts.Select(p => p.Payload.GetProperty("messageInfo").GetArrayLength()).ShouldBe([10, 10, 5]);
        parts.Select(p => p.Payload.TryGetProperty("tbc", out var tbc) && tbc.GetBoolean()).ShouldBe([true, true, false]);
        parts.ShouldAllBe(p => p.Int("requestId") == 7);

        int[] Ids(string filter)
        {
            rig.Csms.Calls.Clear();
            Ask(rig, "GetDisplayMessages", $$"""{"requestId":8{{filter}}}""");
            return [.. rig.Csms.Of("NotifyDisplayMessages").SelectMany(p => p.Payload.GetProperty("messageInfo").EnumerateArray()).Select(m => m.GetProperty("id").GetInt32())];
        }

        Ids(",\"id\":[3,4,99]").ShouldBe([3, 4]);
        Ids(",\"priority\":\"InFront\"").ShouldBe([5, 10, 15, 20, 25]);
        Ids(",\"state\":\"Charging\",\"priority\":\"InFront\"").ShouldBe([25]);
        Ids(",\"id\":[99]").ShouldBeEmpty();
        StatusOf(Ask(rig, "GetDisplayMessages", """{"requestId":9,"id":[99]}""")).ShouldBe("Unknown");
    }

    [Fact]
    [Shows(OcppVersion.V201, "ClearDisplayMessage")]
    public void O05_a_message_is_taken_off()
    {
        var rig = Quiet();
        StatusOf(Ask(rig, "ClearDisplayMessage", """{"id":1}""")).ShouldBe("Unknown");
        Set(rig, 1, "text");
        StatusOf(Ask(rig, "ClearDisplayMessage", """{"id":1}""")).ShouldBe("Accepted");
        Shown(rig).ShouldBeEmpty();
        StatusOf(Ask(rig, "ClearDisplayMessage", """{"id":1}""")).ShouldBe("Unknown");
    }

    [Fact]
    public void O06_the_same_id_takes_the_place_of_the_former_and_messages_survive_a_kill()
    {
        var rig = Quiet();
        Set(rig, 1, "old");
        Set(rig, 1, "new");
        Shown(rig).ShouldBe(["new"]);
        rig.KillAndRestart();
        rig.Run(1);
        Shown(rig).ShouldBe(["new"]);
    }

    [Fact]
    public void The_station_keeps_as_many_messages_as_it_says()
    {
        var rig = Quiet();
        for (var i = 1; i <= 50; i++)
            StatusOf(Set(rig, i, "x")).ShouldBe("Accepted");
        var refused = Set(rig, 51, "x");
        StatusOf(refused).ShouldBe("Rejected");
        refused.GetProperty("statusInfo").GetProperty("reasonCode").GetString().ShouldBe("TooManyElements");
        StatusOf(Set(rig, 50, "y")).ShouldBe("Accepted", "a replacement is none more");
    }

    [Theory]
    [InlineData(512, 3)]
    [InlineData(513, 4)]
    public void The_content_has_a_limit(int length, int type)
    {
        var rig = Quiet();
        var id = rig.Csms.Ask("SetDisplayMessage", JsonSerializer.Serialize(new
        {
            message = new { id = 1, priority = "InFront", message = new { format = "UTF8", content = new string('x', length) } },
        }));
        rig.Run(1);
        rig.Csms.AnswerTo(id).Type.ShouldBe(type);
    }

    [Fact]
    [Shows(OcppVersion.V201, "CostUpdated")]
    public void I02_the_running_cost_is_shown_and_survives_a_kill()
    {
        var rig = Quiet();
        rig.Do(new StartSession("TAG", 1));
        rig.Run(1);
        Ask(rig, "CostUpdated", $$"""{"totalCost":1.5,"transactionId":"{{Transaction(rig)}}"}""");
        rig.Seen.Connector.Cost.ShouldBe(1.5m);
        Shown(rig).ShouldBe(["Cost 1.50 EUR"]);
        rig.KillAndRestart();
        rig.Run(1);
        rig.Seen.Connector.Cost.ShouldBe(1.5m);
        Ask(rig, "CostUpdated", $$"""{"totalCost":2.25,"transactionId":"{{Transaction(rig)}}"}""");
        rig.Seen.Connector.Cost.ShouldBe(2.25m);
        Ask(rig, "CostUpdated", """{"totalCost":99,"transactionId":"none"}""").EnumerateObject().ShouldBeEmpty();
        rig.Seen.View.Connectors.Select(c => c.Cost).ShouldBe([2.25m, null], "of no transaction here");
    }

    [Theory]
    [InlineData("true", new[] { "0.45 EUR/kWh" }, new[] { "The bill comes by post" })]
    [InlineData("false", new string[0], new string[0])]
    public void Where_the_CSMS_tells_no_tariff_and_no_total_the_operators_texts_are_shown(string enabled, string[] during, string[] after)
    {
        var rig = Quiet();
        rig.Do(new Configure(
        [
            new("TariffCostCtrlr.Enabled[Tariff]", enabled),
            new("TariffCostCtrlr.TariffFallbackMessage", "0.45 EUR/kWh"),
            new("TariffCostCtrlr.TotalCostFallbackMessage", "The bill comes by post"),
        ]));
        rig.Do(new StartSession("TAG", 1), 1);
        Shown(rig).ShouldBe(during);
        rig.Do(new StopSession(), 10);
        Shown(rig).ShouldBe(after);
    }

    [Fact]
    public void I01_what_the_CSMS_says_to_a_driver_it_authorizes_is_shown_until_he_leaves()
    {
        var rig = Quiet();
        rig.Csms.Script["Authorize"] = _ => """{"idTokenInfo":{"status":"Accepted","personalMessage":{"format":"UTF8","content":"0.42 EUR/kWh"} } }""";
        rig.Do(new StartSession("TAG", 1));
        rig.Run(1);
        Shown(rig).ShouldBe(["0.42 EUR/kWh"]);
        Shown(rig, 2).ShouldBeEmpty();
        rig.Do(new StopSession());
        rig.Run(10);
        Shown(rig).ShouldBeEmpty();
    }

    [Fact]
    public void I04_the_tariff_that_a_driver_was_told_goes_before_the_operators_text()
    {
        var rig = new Rig(OcppVersion.V201).Booted(("TariffCostCtrlr.TariffFallbackMessage", "Ask at the desk"));
        rig.Do(new StartSession("A", 1));
        rig.Run(1);
        Shown(rig).ShouldBe(["Ask at the desk"]);
        rig.Csms.Script["Authorize"] = _ => """{"idTokenInfo":{"status":"Accepted","personalMessage":{"format":"UTF8","content":"0.42 EUR/kWh"} } }""";
        rig.Do(new StartSession("B", 2));
        rig.Run(1);
        Shown(rig, 2).ShouldBe(["0.42 EUR/kWh"]);
    }

    [Fact]
    public void I02_and_I03_costs_come_with_the_answers_to_events_the_total_with_the_last()
    {
        var rig = Quiet();
        rig.Csms.Script["TransactionEvent"] = call => call.Text("eventType") switch
        {
            "Ended" => """{"totalCost":7.89}""",
            _ => """{"totalCost":3.1,"updatedPersonalMessage":{"format":"UTF8","content":"0.30 EUR/kWh"} }""",
        };
        rig.Do(new StartSession("TAG", 1));
        rig.Run(1);
        Shown(rig).ShouldBe(["0.30 EUR/kWh", "Cost 3.10 EUR"]);
        rig.Do(new StopSession());
        rig.Run(10);
        Shown(rig).ShouldBe(["0.30 EUR/kWh", "Total 7.89 EUR"], "the driver reads it when the car has left");
        rig.Csms.Script.Remove("TransactionEvent");
        rig.Do(new StartSession("OTHER", 1));
        rig.Run(1);
        Shown(rig).ShouldBeEmpty();
        rig.Seen.Connector.Cost.ShouldBeNull();
    }
}

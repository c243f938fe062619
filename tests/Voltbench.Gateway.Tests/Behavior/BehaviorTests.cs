using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Gateway.Behavior;
using Voltbench.Gateway.Tests.Chargers;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Behavior;

/// <summary>Every field of a behavior, wrong in every way; and what is right, stored as it was understood.</summary>
public class BehaviorTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private const string B = "body.behavior";

    public static TheoryData<string, string> Wrong()
    {
        var rows = new TheoryData<string, string>
        {
            { "[]", $"{B} dict_type" },
            { """{"netwrok":{}}""", $"{B}.netwrok extra_forbidden" },
            { """{"seed":"7"}""", $"{B}.seed int_type" },
            { """{"ev":"zoé"}""", $"{B}.ev enum" },
            { """{"ev":{}}""", $"{B}.ev.battery_kwh missing" },
            { """{"recovery":"maybe"}""", $"{B}.recovery enum" },
            { """{"offline":1}""", $"{B}.offline bool_type" },
            { """{"firmware_flaw":"worms"}""", $"{B}.firmware_flaw enum" },
            { """{"network":[]}""", $"{B}.network dict_type" },
            { """{"network":{"lag":1}}""", $"{B}.network.lag extra_forbidden" },
            { """{"network":{"direction":"sideways"}}""", $"{B}.network.direction enum" },
            { """{"network":{"half_open":true}}""", $"{B}.network.half_open dict_type" },
            { """{"network":{"half_open":{"clean":true}}}""", $"{B}.network.half_open.clean extra_forbidden" },
            { """{"network":{"disconnect":{"clean":"yes"}}}""", $"{B}.network.disconnect.clean bool_type" },
            { """{"clock":{"ignore_csms":0}}""", $"{B}.clock.ignore_csms bool_type" },
            { """{"power_loss":{"memory":"none"}}""", $"{B}.power_loss.memory enum" },
            { """{"faults":{}}""", $"{B}.faults list_type" },
            { """{"faults":[3]}""", $"{B}.faults.0 dict_type" },
            { """{"faults":[{}]}""", $"{B}.faults.0.fault_type missing" },
            { """{"faults":[{"fault_type":"Boredom"}]}""", $"{B}.faults.0.fault_type enum" },
            { """{"faults":[{"fault_type":"NoError"}]}""", $"{B}.faults.0.fault_type enum" },
            { """{"faults":[{"fault_type":7}]}""", $"{B}.faults.0.fault_type string_type" },
            { """{"faults":[{"fault_type":"OverCurrent","when":1}]}""", $"{B}.faults.0.when extra_forbidden" },
            { """{"faults":[{"fault_type":"OverCurrent","connector_id":-1}]}""", $"{B}.faults.0.connector_id greater_than_equal" },
            { """{"faults":[{"fault_type":"OverCurrent","clear_after_seconds":0}]}""", $"{B}.faults.0.clear_after_seconds greater_than_equal" },
            { """{"faults":[{"fault_type":"OverCurrent","in_session":"no"}]}""", $"{B}.faults.0.in_session bool_type" },
            { """{"malformed":{"kinds":["rude"]}}""", $"{B}.malformed.kinds.0 enum" },
            { """{"malformed":{"kinds":"not_json"}}""", $"{B}.malformed.kinds list_type" },
            { """{"malformed":{"actions":["Dance"]}}""", $"{B}.malformed.actions.0 enum" },
            { """{"malformed":{"times":0}}""", $"{B}.malformed.times greater_than_equal" },
            { """{"abuse":{"call_error_code":"Oops"}}""", $"{B}.abuse.call_error_code enum" },
            { """{"abuse":{"rudeness":1}}""", $"{B}.abuse.rudeness extra_forbidden" },
            { """{"answers":[{}]}""", $"{B}.answers.0.action missing|{B}.answers.0 value_error" },
            { """{"answers":[{"action":"Reset"}]}""", $"{B}.answers.0 value_error" },
            { """{"answers":[{"action":"BootNotification","delay_seconds":1}]}""", $"{B}.answers.0.action enum" },
            { """{"answers":[{"action":"Reset","status":"Perhaps"}]}""", $"{B}.answers.0.status value_error" },
            { """{"answers":[{"action":"Reset","status":"Rejected","error_code":"InternalError"}]}""", $"{B}.answers.0.error_code value_error" },
            { """{"answers":[{"action":"Reset","payload":{"state":"x"}}]}""", $"{B}.answers.0.payload value_error" },
            { """{"answers":[{"action":"Reset","payload":[]}]}""", $"{B}.answers.0.payload dict_type" },
            { """{"answers":[{"action":"Reset","error_code":"Oops"}]}""", $"{B}.answers.0.error_code enum" },
            { """{"answers":[{"action":"Reset","status":"Rejected","times":"twice"}]}""", $"{B}.answers.0.times enum" },
            { """{"answers":[{"action":"Reset","status":"Rejected","delay_seconds":-1}]}""", $"{B}.answers.0.delay_seconds greater_than_equal" },
        };
        (string Path, double Min, double Max)[] numbers =
        [
            ("meter_interval_seconds", 0, 86_400), ("clock_skew_seconds", -31_536_000, 31_536_000),
            ("network.latency_ms", 0, 600_000), ("network.jitter_ms", 0, 600_000), ("network.drop", 0, 1), ("network.duplicate", 0, 1), ("network.reorder", 0, 1),
            ("network.disconnect.after_seconds", 0, 31_536_000), ("network.disconnect.for_seconds", 0, 31_536_000), ("network.disconnect.every_seconds", 1, 31_536_000),
            ("network.half_open.after_seconds", 0, 31_536_000), ("clock.drift_ppm", -1_000_000, 1_000_000), ("clock.jump_seconds", -31_536_000, 31_536_000),
            ("clock.jump_after_seconds", 0, 31_536_000), ("clock.jump_every_seconds", 1, 31_536_000), ("power_loss.after_seconds", 0, 31_536_000),
            ("power_loss.for_seconds", 0, 31_536_000), ("malformed.probability", 0, 1), ("abuse.parallel_calls", 0, 1), ("abuse.reused_ids", 0, 1),
            ("abuse.early_calls", 0, 1), ("abuse.no_answer", 0, 1), ("abuse.call_error", 0, 1), ("abuse.unsolicited_answers", 0, 1),
        ];
        foreach (var (path, min, max) in numbers)
        {
            rows.Add(Nest(path, JsonValue.Create(min - 1)), $"{B}.{path} greater_than_equal");
            rows.Add(Nest(path, JsonValue.Create(max + 1)), $"{B}.{path} less_than_equal");
            rows.Add(Nest(path, JsonValue.Create("1")), $"{B}.{path} {(path.StartsWith("meter", StringComparison.Ordinal) ? "int_type" : "float_type")}");
        }

        return rows;
    }

    private static string Nest(string path, JsonNode value)
    {
        foreach (var name in path.Split('.').Reverse())
            value = new JsonObject { [name] = value };
        return value.ToJsonString();
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_named(string behavior, string violations)
    {
        var wish = ChargerApi.Wish("CP-wrong");
        wish["behavior"] = JsonNode.Parse(behavior);
        var reply = await gateway.Client.CreateAsync(wish, 422);
        reply.Violations.ShouldBe(violations.Split('|'));
    }

    [Fact]
    public async Task What_is_given_is_stored_and_shown_as_it_was_understood()
    {
        var wish = ChargerApi.Wish("CP-behaves");
        wish["behavior"] = JsonNode.Parse(
            """
            {"seed":-9,"offline":true,"recovery":"POWER_LOSS","network":{"latency_ms":20,"drop":null,"disconnect":{"for_seconds":5}},"clock":null,
             "faults":[{"fault_type":"over_current","connector_id":1,"clear_after_seconds":null}],"malformed":{"kinds":["NOT_JSON"],"actions":["boot_notification"]},
             "answers":[{"action":"unlock_connector","status":"NotSupported"}]}
            """);
        var id = (await gateway.Client.CreateAsync(wish)).String("charger_id");
        var shown = await gateway.Client.GetAsync($"/ocpp/chargers/{id}", 200);
        JsonNode.DeepEquals(
            JsonNode.Parse(shown.Body.GetProperty("behavior").GetRawText()),
            JsonNode.Parse(
                """
                {"seed":-9,"offline":true,"recovery":"power_loss","network":{"latency_ms":20,"disconnect":{"for_seconds":5}},
                 "faults":[{"fault_type":"OverCurrent","connector_id":1}],"malformed":{"kinds":["not_json"],"actions":["BootNotification"]},
                 "answers":[{"action":"UnlockConnector","status":"NotSupported"}]}
                """)).ShouldBeTrue(shown.Text);
        (await gateway.ScalarAsync<long>("select seed from ocpp.chargers where identity = 'CP-behaves'")).ShouldBe(-9);
    }

    [Fact]
    public async Task An_answer_that_the_version_does_not_know_is_impossible()
    {
        var wish = ChargerApi.Wish("CP-16");
        wish["ocpp_version"] = "OCPP1.6";
        wish["behavior"] = JsonNode.Parse("""{"answers":[{"action":"SetVariables","delay_seconds":5}]}""");
        (await gateway.Client.CreateAsync(wish, 400)).String("detail").ShouldBe("OCPP1.6 has no SetVariables to answer.");
    }

    [Fact]
    public async Task Put_merges_null_clears_and_an_empty_object_clears_all()
    {
        var wish = ChargerApi.Wish("CP-merge");
        wish["behavior"] = JsonNode.Parse("""{"offline":true,"network":{"latency_ms":20,"drop":0.5},"ev":{"battery_kwh":40,"dc_max_kw":50}}""");
        var id = (await gateway.Client.CreateAsync(wish)).String("charger_id");
        async Task<string> PutAsync(string behavior)
        {
            var reply = await gateway.Client.SendAsync(HttpMethod.Put, $"/ocpp/chargers/{id}", new JsonObject { ["behavior"] = JsonNode.Parse(behavior) });
            reply.Status.ShouldBe(200, reply.Text);
            return reply.Body.GetProperty("behavior").GetRawText();
        }

        var generation = await gateway.ScalarAsync<int>("select generation from ocpp.chargers where identity = 'CP-merge'");
        var merged = await PutAsync("""{"network":{"drop":null,"jitter_ms":5},"ev":"truck","offline":null}""");
        merged.ShouldContain("\"latency_ms\":20");
        merged.ShouldContain("\"jitter_ms\":5");
        merged.ShouldContain("truck");
        merged.ShouldNotContain("drop");
        merged.ShouldNotContain("offline");
        merged.ShouldNotContain("revision");
        (await gateway.ScalarAsync<int>("select generation from ocpp.chargers where identity = 'CP-merge'")).ShouldBe(generation + 1);
        (await gateway.ScalarAsync<string>("select string_agg(k, ' ' order by k) from ocpp.chargers, jsonb_object_keys(behavior -> 'revision') k where identity = 'CP-merge'"))
            .ShouldBe("ev network", "offline is no order any more");
        (await PutAsync("{}")).ShouldBe("{}");
        (await PutAsync("""{"clock":{"drift_ppm":5}}""")).ShouldContain("drift_ppm");
        (await PutAsync("null")).ShouldBe("{}");
    }

    [Fact]
    public void Every_member_is_in_the_document()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Voltbench.slnx")))
            root = Path.GetDirectoryName(root)!;
        var text = File.ReadAllText(Path.Combine(root, "docs", "api", "behavior.md"));
        Type[] bodies =
        [
            typeof(BehaviorBody), typeof(ClockBehaviorBody), typeof(NetworkBehaviorBody), typeof(OutageBody), typeof(PowerLossBody), typeof(PlannedFaultBody),
            typeof(MalformedFramesBody), typeof(ProtocolAbuseBody), typeof(ScriptedAnswerBody),
        ];
        var names = bodies.SelectMany(b => b.GetProperties()).Select(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name))
            .Concat(Voltbench.Lab.Chargers.ChaosNames.Defects).Concat(Voltbench.Simulation.FaultTypes.Names);
        names.Where(name => !text.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}

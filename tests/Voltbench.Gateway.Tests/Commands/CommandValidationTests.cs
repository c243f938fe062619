using System.Text.Json.Nodes;
using Voltbench.Gateway.Tests.Chargers;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Commands;

/// <summary>Every command with every field wrong, missing, of the wrong kind, out of range.</summary>
public class CommandValidationTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    public static TheoryData<string> Commands => [.. CommandFields.Names];

    public static TheoryData<string> SingleCommands => [.. CommandFields.Single.Keys];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Each_field_is_checked(string command)
    {
        var good = CommandFields.Good(command);
        (await PostAsync(command, good)).Status.ShouldBe(404, "the good event gets as far as the charger, which is not there");
        foreach (var field in CommandFields.Of(command))
        {
            foreach (var (value, violation) in field.Wrong)
                await RefusesAsync(command, good, field.Name, value, violation);

            var absent = Copy(good);
            absent.Remove(field.Name);
            var nothing = Copy(good);
            nothing[field.Name] = null;
            if (field.IsRequired)
            {
                (await PostAsync(command, absent)).Violations.ShouldBe([$"body.event.{field.Name} missing"], command);
                (await PostAsync(command, nothing)).Violations.ShouldHaveSingleItem().ShouldStartWith($"body.event.{field.Name} ", Case.Sensitive, command);
            }
            else
            {
                (await PostAsync(command, absent)).Status.ShouldBe(404, $"{command} without {field.Name}");
                (await PostAsync(command, nothing)).Status.ShouldBe(404, $"{command} with {field.Name} null");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_event_is_an_object_and_may_be_left_out_where_nothing_is_required(string command)
    {
        var needed = CommandFields.Of(command).Any(f => f.IsRequired);
        foreach (var wrong in (string[])["1", "\"x\"", "true"])
            (await SendAsync(command, Body(wrong))).Violations.ShouldBe(["body.event dict_type"], $"{command} {wrong}");
        (await SendAsync(command, Body("[]"))).Violations.ShouldBe([command == "configuration" ? "body.event too_short" : "body.event dict_type"], command);

        var absent = await SendAsync(command, Body(null));
        var empty = await SendAsync(command, Body("null"));
        if (needed)
        {
            absent.Violations.ShouldBe(["body.event missing"], command);
            empty.Violations.ShouldBe(["body.event dict_type"], command);
        }
        else
        {
            absent.Status.ShouldBe(404, command);
            empty.Status.ShouldBe(404, command);
        }

        // Members that nobody asks for are ignored.
        var more = CommandFields.Good(command);
        more["colour"] = "red";
        (await PostAsync(command, more)).Status.ShouldBe(404, command);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task All_violations_are_told_at_once(string command)
    {
        var fields = CommandFields.Of(command).Where(f => f.Wrong.Count > 0).ToList();
        var bad = new JsonObject();
        foreach (var field in fields)
            bad[field.Name] = JsonNode.Parse(field.Wrong[0].Value);
        if (fields.Count == 0)
            return;

        var reply = await PostAsync(command, bad);

        reply.Status.ShouldBe(422, reply.Text);
        reply.Violations.Order(StringComparer.Ordinal).ShouldBe(
            fields.Select(f => $"body.event.{f.Name} {f.Wrong[0].Violation}").Order(StringComparer.Ordinal), command);
    }

    [Theory]
    [MemberData(nameof(SingleCommands))]
    public async Task A_command_that_waits_is_for_one_charger(string command)
    {
        const string Location = "6f4f4d4e-0000-4000-8000-000000000009";
        var cases = new (string Target, string Violation)[]
        {
            ("{}", "body.target.charger_id missing"),
            ("null", "body.target dict_type"),
            ("\"dep-1\"", "body.target dict_type"),
            ("""{"charger_id":7}""", "body.target.charger_id string_type"),
            ("""{"charger_id":""}""", "body.target.charger_id string_too_short"),
            ($$"""{"charger_id":"dep-1","location_id":"{{Location}}"}""", "body.target.location_id value_error"),
            ("""{"charger_id":"dep-1","charger_ids":["dep-1"]}""", "body.target.charger_ids value_error"),
        };
        foreach (var (target, violation) in cases)
        {
            var body = new JsonObject { ["target"] = JsonNode.Parse(target), ["event"] = CommandFields.Good(command) };
            (await SendAsync(command, body)).Violations.ShouldBe([violation], $"{command} {target}");
        }

        var none = new JsonObject { ["event"] = CommandFields.Good(command) };
        (await SendAsync(command, none)).Violations.ShouldBe(["body.target missing"], command);
    }

    [Theory]
    [InlineData(1, 2, false)]
    [InlineData(3, 2, false)]
    [InlineData(2, 2, true)]
    [InlineData(2, 1, true)]
    [InlineData(1, 1, true)]
    public async Task A_pair_that_names_two_connectors_is_refused(int evse, int connector, bool fits)
    {
        foreach (var command in CommandFields.Names.Where(c => CommandFields.Of(c).Any(f => f.Name == "evse_id")))
        {
            var @event = CommandFields.Good(command);
            @event["evse_id"] = evse;
            @event["connector_id"] = connector;
            var reply = await PostAsync(command, @event);
            if (fits)
                reply.Status.ShouldBe(404, command);
            else
                reply.Violations.ShouldBe(["body.event.connector_id value_error"], command);
        }
    }

    [Theory]
    [InlineData("""[{"key":"A"},{"value":"1"}]""", "body.event.0.value missing", "body.event.1.key missing")]
    [InlineData("""[{"key":"A","value":"1"},7]""", "body.event.1 dict_type")]
    public async Task Several_settings_are_checked_one_by_one(string @event, params string[] violations) =>
        (await SendAsync("configuration", Body(@event))).Violations.ShouldBe(violations);

    [Theory]
    [InlineData("""[7]""", "body.event.entries.0 dict_type")]
    [InlineData("""[{"id_tag":"A"},{}]""", "body.event.entries.1.id_tag missing")]
    [InlineData("""[{"id_tag":"A","expiry_date":"tomorrow"}]""", "body.event.entries.0.expiry_date datetime_parsing")]
    [InlineData("""[{"id_tag":"A","expiry_date":5}]""", "body.event.entries.0.expiry_date string_type")]
    [InlineData("""[{"id_tag":"A","parent_id_tag":""}]""", "body.event.entries.0.parent_id_tag string_too_short")]
    [InlineData("""[{"id_tag":"A"},{"id_tag":"a"}]""", "body.event.entries.1 value_error")]
    public async Task The_entries_of_a_list_are_checked_one_by_one(string entries, string violation) =>
        (await SendAsync("local-auth-list", Body($$"""{"list_version":1,"entries":{{entries}}}"""))).Violations.ShouldBe([violation]);

    private async Task RefusesAsync(string command, JsonObject good, string field, string value, string violation)
    {
        var bad = Copy(good);
        bad[field] = JsonNode.Parse(value);
        // One number alone: the pair is another rule.
        if (field == "evse_id")
            bad.Remove("connector_id");
        if (field == "connector_id")
            bad.Remove("evse_id");
        var reply = await PostAsync(command, bad);
        reply.Status.ShouldBe(422, $"{command} {field} {value}: {reply.Text}");
        reply.Violations.ShouldBe([$"body.event.{field} {violation}"], $"{command} {field} {value}");
    }

    private Task<Reply> PostAsync(string command, JsonObject @event) => SendAsync(command, Body(@event.ToJsonString()));

    private static JsonObject Body(string? @event)
    {
        var body = new JsonObject { ["target"] = new JsonObject { ["charger_id"] = "dep-none" } };
        if (@event is not null)
            body["event"] = JsonNode.Parse(@event);
        return body;
    }

    private static JsonObject Copy(JsonObject o) => o.DeepClone().AsObject();

    private Task<Reply> SendAsync(string command, JsonObject body) => gateway.Client.SendAsync(HttpMethod.Post, $"ocpp/commands/{command}", body);
}

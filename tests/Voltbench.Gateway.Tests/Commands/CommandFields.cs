using System.Text.Json.Nodes;

namespace Voltbench.Gateway.Tests.Commands;

/// <summary>One field of an event: what it takes, and so what it must refuse.</summary>
/// <param name="Name">snake_case.</param>
/// <param name="Good">A value that every charger takes.</param>
/// <param name="IsRequired">Neither absent nor null.</param>
/// <param name="Wrong">Values as JSON, each with the violation that it is.</param>
public sealed record CommandField(string Name, JsonNode Good, bool IsRequired, IReadOnlyList<(string Value, string Violation)> Wrong)
{
    public static CommandField Int(string name, int good, int min = int.MinValue, int max = int.MaxValue, bool required = false) => new(name, good, required,
    [
        ("\"1\"", "int_type"), ("true", "int_type"), ("[]", "int_type"), ("{}", "int_type"), ("1.5", "int_from_float"),
        ($"{(long)min - 1}", "greater_than_equal"), ($"{(long)max + 1}", "less_than_equal"), ("1e99", "less_than_equal"),
    ]);

    public static CommandField Number(string name, double good, double below, double above, bool required = false) => new(name, good, required,
    [
        ("\"1\"", "float_type"), ("false", "float_type"), ("[1]", "float_type"), ("{}", "float_type"),
        (FormattableString.Invariant($"{below}"), "greater_than_equal"), (FormattableString.Invariant($"{above}"), "less_than_equal"),
    ]);

    public static CommandField Text(string name, string good, int max, int min = 1, bool required = false) => new(name, good, required,
    [
        ("1", "string_type"), ("true", "string_type"), ("[]", "string_type"), ("{\"a\":1}", "string_type"),
        ($"\"{new string('x', max + 1)}\"", "string_too_long"), .. min > 0 ? [("\"\"", "string_too_short")] : Array.Empty<(string, string)>(),
    ]);

    public static CommandField Choice(string name, string good, bool required = false) => new(name, good, required,
        [("1", "enum"), ("\"\"", "enum"), ("\"Nonsense\"", "enum"), ("[]", "enum"), ("{}", "enum")]);

    public static CommandField Flag(string name, bool good) => new(name, good, false,
        [("1", "bool_type"), ("\"true\"", "bool_type"), ("[]", "bool_type"), ("{}", "bool_type")]);

    public static CommandField IdTag(string name = "id_tag", bool required = true) => Text(name, "TAG-1", 36, required: required);
}

/// <summary>All commands of the API with their fields.</summary>
public static class CommandFields
{
    private static readonly CommandField[] Connector = [CommandField.Int("connector_id", 1, 1, 1000), CommandField.Int("evse_id", 1, 1, 1000)];
    private static readonly CommandField[] FaultConnector = [CommandField.Int("connector_id", 1, 0, 1000), CommandField.Int("evse_id", 1, 0, 1000)];
    private static readonly CommandField Soc = CommandField.Number("soc_percent", 40, -0.1, 100.1);
    private static readonly CommandField Ev = new("ev", "ac-3-phase", false, [("1", "enum"), ("\"horse\"", "enum"), ("[]", "enum")]);

    /// <summary>One charger or a location.</summary>
    public static IReadOnlyDictionary<string, CommandField[]> Fleet { get; } = new Dictionary<string, CommandField[]>(StringComparer.Ordinal)
    {
        ["plug-connector"] = [.. Connector, Ev, Soc],
        ["unplug-connector"] = Connector,
        ["unlock-connector"] = Connector,
        ["ev-requests-energy"] = Connector,
        ["ev-stops-energy"] = Connector,
        ["authorize"] = [CommandField.IdTag()],
        ["authorize-id-tag"] = [CommandField.IdTag()],
        ["start-transaction"] =
            [CommandField.IdTag(), .. Connector, CommandField.Int("meter_start", 0, 0), CommandField.Int("reservation_id", 5)],
        ["stop-transaction"] =
        [
            .. Connector,
            new("transaction_id", "7", false,
                [("true", "string_type"), ("[]", "string_type"), ("{}", "string_type"), ("\"\"", "string_too_short"), ("1.5", "int_from_float"), ($"\"{new string('x', 37)}\"", "string_too_long")]),
            CommandField.Choice("reason", "Local"),
            CommandField.IdTag(required: false),
        ],
        ["start-session"] =
        [
            CommandField.IdTag(), .. Connector, Ev, Soc, CommandField.Number("duration_seconds", 60, 0.9, 31_536_001),
            CommandField.Number("target_energy_kwh", 1, 0.0009, 100_001),
        ],
        ["stop-session"] = Connector,
        ["power-update"] = [CommandField.Number("power_w", 3_700, -1, 10_000_001, required: true), .. Connector],
        ["reset"] = [CommandField.Choice("type", "Soft", required: true)],
        ["present-id-tag"] = [CommandField.IdTag(), CommandField.Choice("type", "ISO14443"), .. Connector],
    };

    /// <summary>One charger, whose outcome is waited for.</summary>
    public static IReadOnlyDictionary<string, CommandField[]> Single { get; } = new Dictionary<string, CommandField[]>(StringComparer.Ordinal)
    {
        ["proxy-message"] =
        [
            CommandField.Text("action", "heartbeat", 64, required: true),
            new("payload", new JsonObject(), false, [("1", "dict_type"), ("\"{}\"", "dict_type"), ("[]", "dict_type")]),
            CommandField.Choice("ocpp_version", "ocpp1.6"),
            CommandField.Flag("unchecked", false),
        ],
        ["configuration"] = [CommandField.Text("key", "HeartbeatInterval", 255, required: true), CommandField.Text("value", "60", 2500, min: 0, required: true)],
        ["cache/reset"] = [],
        ["local-auth-list"] =
        [
            CommandField.Int("list_version", 1, 1, required: true),
            CommandField.Choice("update_type", "Full"),
            new("entries", new JsonArray(), true, [("1", "list_type"), ("\"\"", "list_type"), ("{}", "list_type")]),
        ],
        ["clear-local-auth-list"] = [],
        ["inject-fault"] = [FaultType(required: true), .. FaultConnector, CommandField.Number("clear_after_seconds", 5, 0, 31_536_001)],
        ["clear-fault"] = [FaultType(required: false), .. FaultConnector],
    };

    public static IEnumerable<string> Names => Fleet.Keys.Concat(Single.Keys);

    public static CommandField[] Of(string command) => Fleet.TryGetValue(command, out var fields) ? fields : Single[command];

    private static CommandField FaultType(bool required)
    {
        var text = CommandField.Text("fault_type", "GroundFailure", 64, required: required);
        return text with { Wrong = [.. text.Wrong, ("\"NoError\"", "enum"), ("\"Nonsense\"", "enum")] };
    }

    /// <summary>Every field with its good value.</summary>
    public static JsonObject Good(string command)
    {
        var good = new JsonObject();
        foreach (var field in Of(command))
            good[field.Name] = field.Good.DeepClone();
        return good;
    }
}

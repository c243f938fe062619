using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;
using Voltbench.Ocpp;
using Voltbench.Ocpp.Messages;

namespace Voltbench.Gateway.Behavior;

/// <summary>Reads a scripted answer and holds it against the schemas: what no version would let through has to say that it is meant.</summary>
internal static class AnswerInput
{
    private const int MaxDescription = 255; // OCPP-J 1.6 §4.2.3
    private const double MaxDelaySeconds = 86_400;

    private static readonly string[] Times = ["always", "once"];

    /// <summary>What a CSMS may ask of a station, in either version.</summary>
    private static readonly IReadOnlyList<string> Asked = Names(static a => a.Sender != MessageSender.ChargePoint);

    /// <summary>Every action of either version.</summary>
    public static readonly IReadOnlyList<string> AllActions = Names(static _ => true);

    public static JsonObject Read(BodyObject given)
    {
        var answer = new PatchReader(given);
        given.Required("action");
        answer.Take("action", static v => Action(v, Asked));
        answer.Text("status", 1, 64);
        answer.Take("payload", static v => v.AsObject() is { Json.ValueKind: JsonValueKind.Object } o ? JsonNode.Parse(o.Json.GetRawText()) : null);
        answer.Enum("error_code", ChaosNames.ErrorCodes);
        answer.Text("error_description", 0, MaxDescription);
        answer.Number("delay_seconds", 0, MaxDelaySeconds);
        answer.Enum("times", Times);
        answer.Bool("unchecked");
        var read = answer.EndItem();
        Check(given, read);
        return read;
    }

    /// <summary>An action in OCPP spelling or snake_case; the result has the OCPP spelling.</summary>
    public static string Action(BodyValue value, IReadOnlyList<string> known)
    {
        var text = value.AsString(1, 64);
        if (text.Length == 0)
            return "";
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        if (known.FirstOrDefault(k => k.Equals(plain, StringComparison.OrdinalIgnoreCase)) is { } found)
            return found;
        value.Refuse(ViolationType.Enum(known));
        return "";
    }

    private static void Check(BodyObject given, JsonObject answer)
    {
        string[] kinds = [.. ((string[])["status", "payload", "error_code"]).Where(name => given.Has(name) && given.Json.GetProperty(name).ValueKind != JsonValueKind.Null)];
        if (kinds.Length > 1)
            given.Required(kinds[1]).Refuse(ViolationType.ValueError("only one of status, payload and error_code can be given"));
        else if (kinds.Length == 0 && !answer.ContainsKey("delay_seconds") && given.Json.ValueKind == JsonValueKind.Object)
            given.Refuse(given.Loc, ViolationType.ValueError("one of status, payload, error_code and delay_seconds is required"));
        else if (kinds is ["status" or "payload"] && IsRead(answer[kinds[0]]) && (string?)answer["action"] is { Length: > 0 } action && (bool?)answer["unchecked"] != true)
            CheckPayload(given, kinds[0], action, answer);
    }

    private static void CheckPayload(BodyObject given, string kind, string action, JsonObject answer)
    {
        var payload = Encoding.UTF8.GetBytes((kind == "payload" ? answer["payload"]! : new JsonObject { ["status"] = answer["status"]!.DeepClone() }).ToJsonString());
        string? problem = null;
        foreach (var version in Enum.GetValues<OcppVersion>())
        {
            if (OcppActions.Find(version, action) is not { } known)
                continue;
            if (known.Response.Check(payload) is not { } violation)
                return;
            problem = $"the response of {known} refuses it: {violation}; 'unchecked' sends it all the same";
        }

        given.Required(kind).Refuse(ViolationType.ValueError(problem ?? "there is no such action"));
    }

    /// <summary>What was refused already is not refused again.</summary>
    private static bool IsRead(JsonNode? value) => value is not null && (value is JsonObject || ((string?)value)!.Length > 0);

    private static List<string> Names(Func<OcppAction, bool> which) =>
        [.. Enum.GetValues<OcppVersion>().SelectMany(OcppActions.All).Where(which).Select(a => a.Name).Distinct().Order(StringComparer.Ordinal)];
}

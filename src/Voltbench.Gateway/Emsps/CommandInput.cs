using System.Text.Json.Nodes;
using System.Globalization;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Ocpi.Emsp;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Rules;
using V211 = Voltbench.Ocpi.V211.Commands;
using V221 = Voltbench.Ocpi.V221.Commands;

namespace Voltbench.Gateway.Emsps;

/// <summary>Reads a command as a user gives it; the object of the standard is made of it when token and response URL are known.</summary>
internal sealed record CommandInput
{
    private const int MaxId = 36;

    /// <summary>By the name in the path.</summary>
    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["start-session"] = "START_SESSION",
        ["stop-session"] = "STOP_SESSION",
        ["reserve-now"] = "RESERVE_NOW",
        ["cancel-reservation"] = "CANCEL_RESERVATION",
        ["unlock-connector"] = "UNLOCK_CONNECTOR",
    };

    public string? TokenUid { get; private init; }

    public string? TokenType { get; private init; }

    public int WaitSeconds { get; private init; }

    public int? PeerId { get; private init; }

    private JsonObject Members { get; } = [];

    public static CommandInput Read(BodyObject body, string command)
    {
        var takesToken = command is "START_SESSION" or "RESERVE_NOW";
        var input = new CommandInput
        {
            TokenUid = takesToken ? body.String("token_uid", 1, MaxId) : null,
            TokenType = takesToken ? body.OptionalString("token_type", 1, MaxId).Value : null,
            WaitSeconds = body.OptionalInt("wait_seconds", 0, SendCommand.MaxWaitSeconds).Value ?? 0,
            PeerId = body.OptionalInt("peer_id", 1).Value,
        };
        foreach (var name in new[] { "location_id", "evse_uid", "connector_id", "session_id", "reservation_id", "authorization_reference" })
        {
            if (body.OptionalString(name, 1, MaxId).Value is { } text)
                input.Members[name] = text;
        }

        if (body.Optional<DateTimeOffset?>("expiry_date", nullable: true, static v => v.AsDateTime()).Value is { } expiry)
            input.Members["expiry_date"] = OcpiDateTime.Format(expiry);
        return input;
    }

    /// <summary>The object on the wire, or why the standard refuses it.</summary>
    public (string Json, string? Fault) Write(OcpiVersion version, string command, EmspToken? token, string responseUrl)
    {
        var json = new JsonObject { ["response_url"] = responseUrl };
        if (token is not null)
            json["token"] = JsonNode.Parse(token.Body);
        foreach (var (name, value) in Members)
        {
            // 2.1.1 mod_commands §3.2: an integer.
            json[name] = version == OcpiVersion.V211 && name == "reservation_id" && int.TryParse((string?)value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : value?.DeepClone();
        }

        var text = json.ToJsonString(OcpiText.Relaxed);
        return (text, Fault(version, command, System.Text.Encoding.UTF8.GetBytes(text)));
    }

    private static string? Fault(OcpiVersion version, string command, ReadOnlySpan<byte> json) => (version, command) switch
    {
        (OcpiVersion.V211, "START_SESSION") => OcpiRules.Check<V211.StartSession>(json)?.ToString(),
        (OcpiVersion.V211, "STOP_SESSION") => OcpiRules.Check<V211.StopSession>(json)?.ToString(),
        (OcpiVersion.V211, "RESERVE_NOW") => OcpiRules.Check<V211.ReserveNow>(json)?.ToString(),
        (OcpiVersion.V211, "UNLOCK_CONNECTOR") => OcpiRules.Check<V211.UnlockConnector>(json)?.ToString(),
        (OcpiVersion.V221, "START_SESSION") => OcpiRules.Check<V221.StartSession>(json)?.ToString(),
        (OcpiVersion.V221, "STOP_SESSION") => OcpiRules.Check<V221.StopSession>(json)?.ToString(),
        (OcpiVersion.V221, "RESERVE_NOW") => OcpiRules.Check<V221.ReserveNow>(json)?.ToString(),
        (OcpiVersion.V221, "CANCEL_RESERVATION") => OcpiRules.Check<V221.CancelReservation>(json)?.ToString(),
        (OcpiVersion.V221, "UNLOCK_CONNECTOR") => OcpiRules.Check<V221.UnlockConnector>(json)?.ToString(),
        _ => $"OCPI {version.Number()} has no command {command}",
    };
}

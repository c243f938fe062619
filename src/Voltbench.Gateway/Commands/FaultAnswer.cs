using System.Text.Json;
using Voltbench.Lab.Commands;
using Voltbench.Ocpp;

namespace Voltbench.Gateway.Commands;

/// <param name="Msg">What was done, for a person.</param>
/// <param name="FaultType">The kind of fault; null when it was none in particular.</param>
/// <param name="EvseId">Where; 0 is the station itself, null wherever there was one.</param>
/// <param name="ConnectorId">The same, in the version's own numbering: in 2.0.1 every EVSE has connector 1.</param>
/// <param name="Status">Status of the connector then, in the version's own words.</param>
public sealed record FaultAnswer(string Msg, string? FaultType, int? EvseId, int? ConnectorId, string? Status)
{
    /// <summary>What the charger told, and after it what it did not say of where and what.</summary>
    internal static void Write(Utf8JsonWriter json, CommandRecipient charger, JsonElement told, string msg, string? faultType, int? number)
    {
        ReadQuestion.CopyMembers(json, told);
        if (Lacks(told, "msg"u8))
            json.WriteString("msg"u8, msg);
        if (Lacks(told, "fault_type"u8))
            json.WriteString("fault_type"u8, faultType);
        if (Lacks(told, "evse_id"u8))
            WriteNumber(json, "evse_id"u8, number);
        if (Lacks(told, "connector_id"u8))
            WriteNumber(json, "connector_id"u8, charger.Version == OcppVersion.V201 && number > 0 ? 1 : number);
        if (Lacks(told, "status"u8))
            json.WriteNull("status"u8);
    }

    private static bool Lacks(JsonElement told, ReadOnlySpan<byte> name) => told.ValueKind != JsonValueKind.Object || !told.TryGetProperty(name, out _);

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, int? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}

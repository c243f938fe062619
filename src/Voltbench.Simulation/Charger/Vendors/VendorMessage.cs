using System.Text.Json;

namespace Voltbench.Simulation.Charger.Vendors;

/// <summary>A DataTransfer in the words of both versions.</summary>
/// <param name="VendorId">Who defined it.</param>
/// <param name="MessageId">Which of its messages; null for none.</param>
/// <param name="Data">1.6: a text. 2.0.1: any JSON. Null for none.</param>
internal sealed record VendorMessage(string VendorId, string? MessageId, JsonElement? Data)
{
    /// <summary>The data as text; empty when there is none.</summary>
    public string Text => Data is not { } data ? "" : data.ValueKind == JsonValueKind.String ? data.GetString()! : data.GetRawText();
}

/// <summary>What a vendor's handler makes of a message.</summary>
/// <param name="IsAccepted">False: the message is known and refused.</param>
/// <param name="Data">What goes back; null for nothing.</param>
/// <param name="Why">Of a refusal: for a person, 2.0.1 tells it.</param>
internal readonly record struct VendorAnswer(bool IsAccepted, JsonElement? Data = null, string? Why = null)
{
    public static VendorAnswer Accepted(JsonElement? data = null) => new(true, data);

    public static VendorAnswer Rejected(string why) => new(false, null, why);
}

/// <summary>Handles the messages of a vendor on the charger's lane.</summary>
internal delegate VendorAnswer VendorHandler(Station station, VendorMessage message);

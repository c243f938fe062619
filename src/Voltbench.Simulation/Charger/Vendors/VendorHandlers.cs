using System.Text.Json;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.Vendors;

/// <summary>
/// The vendors' messages that a station understands (OCPP 1.6 §4.3 and 5.6, OCPP 2.0.1 P01): one line each. Ids are compared as they are written, as the standards
/// do not say otherwise.
/// </summary>
internal static class VendorHandlers
{
    private static readonly Dictionary<string, Dictionary<string, VendorHandler>> Vendors = new()
    {
        ["voltbench"] = new()
        {
            ["Echo"] = static (_, message) => VendorAnswer.Accepted(message.Data),
            ["Reject"] = static (_, _) => VendorAnswer.Rejected("The message asks to be refused."),
            ["GetState"] = static (station, _) => VendorAnswer.Accepted(StationState.Of(station)),
            ["CallBack"] = CallBack.Handle,
        },
    };

    /// <summary>What became of a message.</summary>
    public enum Outcome
    {
        Accepted,
        Rejected,
        UnknownMessageId,
        UnknownVendorId,
    }

    public static (Outcome Outcome, VendorAnswer Answer) Handle(Station station, VendorMessage message)
    {
        if (!Vendors.TryGetValue(message.VendorId, out var handlers) || !station.Configuration.Get(StandardSettings.VoltbenchCustomization))
            return (Outcome.UnknownVendorId, default);
        if (!handlers.TryGetValue(message.MessageId ?? "", out var handler))
            return (Outcome.UnknownMessageId, default);
        var answer = handler(station, message);
        return (answer.IsAccepted ? Outcome.Accepted : Outcome.Rejected, answer);
    }

    /// <summary>A text as JSON.</summary>
    public static JsonElement Json(string text) => JsonSerializer.SerializeToElement(text, VendorJson.Default.String);
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
[System.Text.Json.Serialization.JsonSerializable(typeof(StationState))]
internal sealed partial class VendorJson : System.Text.Json.Serialization.JsonSerializerContext;

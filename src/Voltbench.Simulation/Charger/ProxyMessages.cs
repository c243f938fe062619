using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Voltbench.Ocpp;
using Voltbench.Ocpp.Messages;

namespace Voltbench.Simulation.Charger;

/// <summary>
/// CALLs that somebody else has written. The station sends them in their place among its own and tells the answer; it draws no conclusion from either, so that
/// a proxied StartTransaction begins nothing here.
/// </summary>
internal sealed class ProxyMessages : ICallOwner
{
    /// <summary>Mark of a frame that nobody checked.</summary>
    public const string Unchecked = "proxy unchecked";

    private static readonly ProxyMessages Instance = new();

    public static void Send(Station station, PostedCommand posted)
    {
        var command = (ProxyMessage)posted.Command;
        var payload = Utf8(command.Payload);
        if (Find(station.Spec.Version, command, payload, out var action) is { } refusal)
            posted.Answer(CommandOutcome.Rejected(refusal));
        else if (!station.Connection.IsOpen)
            posted.Answer(CommandOutcome.Rejected("The charger is not connected to its CSMS."));
        else if (!station.Boot.IsAccepted)
            posted.Answer(CommandOutcome.Rejected("The CSMS has not accepted the charger yet.")); // 1.6 §4.2, 2.0.1 B02.FR.02: nothing is sent before
        else
        {
            station.Calls.Enqueue(
                new OutCall(action, payload), Instance, posted, IsOfTransaction(action, command.Payload), command.IsUnchecked ? Unchecked : null);
        }
    }

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, answer);
        ((PostedCommand)tag!).Answer(CommandOutcome.Told(JsonElement.Parse(buffer.WrittenSpan)));
    }

    /// <summary>Why the message cannot be sent; null when it can.</summary>
    private static string? Find(OcppVersion version, ProxyMessage command, byte[] payload, out OcppAction action)
    {
        var known = OcppActions.Find(version, command.Action);
        action = known ?? OcppAction.Foreign(version, command.Action);
        if (command.IsUnchecked)
            return null;
        if (known is null || known.Sender == MessageSender.Csms)
            return $"{command.Action} is no message that a station of {version.ResourceName()} sends.";
        return known.Request.Check(payload) is { } violation ? $"{command.Action} breaks its schema: {violation}" : null;
    }

    /// <summary>What belongs to a transaction keeps its place behind the transaction messages that wait for their answer.</summary>
    private static bool IsOfTransaction(OcppAction action, JsonElement payload) => action.Name switch
    {
        "StartTransaction" or "StopTransaction" or "TransactionEvent" => true,
        "MeterValues" => payload.TryGetProperty("transactionId", out _),
        _ => false,
    };

    private static void Write(Utf8JsonWriter json, in CallAnswer answer)
    {
        json.WriteStartObject();
        switch (answer.End)
        {
            case CallEnd.Result:
                json.WriteString("response_type"u8, "CALLRESULT"u8);
                json.WritePropertyName("response"u8);
                json.WriteRawValue(answer.Input.Payload.Span);
                break;
            case CallEnd.Invalid:
                json.WriteString("response_type"u8, "CALLRESULT"u8);
                json.WriteString("violation"u8, answer.Input.Violation);
                json.WritePropertyName("response"u8);
                WriteWhatCanBeRead(json, answer.Input.Payload.Span);
                break;
            case CallEnd.Error:
                Problem(json, "CALLERROR"u8, answer.Input.ErrorCode ?? "", answer.Input.ErrorDescription ?? "", answer.Input.Payload.Span);
                break;
            case CallEnd.Timeout:
                Problem(json, "TIMEOUT"u8, "Timeout", "The CSMS did not answer in time.", default);
                break;
            default:
                Problem(json, "LOST"u8, "Lost", "The connection was lost before the CSMS answered.", default);
                break;
        }

        json.WriteEndObject();
    }

    private static void Problem(Utf8JsonWriter json, ReadOnlySpan<byte> type, string code, string description, ReadOnlySpan<byte> details)
    {
        json.WriteString("response_type"u8, type);
        json.WriteStartObject("response"u8);
        json.WriteStartObject("error"u8);
        json.WriteString("code"u8, code);
        json.WriteString("description"u8, description);
        json.WritePropertyName("details"u8);
        WriteWhatCanBeRead(json, details);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What is no JSON is null: a frame that broke off has half a payload.</summary>
    private static void WriteWhatCanBeRead(Utf8JsonWriter json, ReadOnlySpan<byte> payload)
    {
        if (IsJson(payload))
            json.WriteRawValue(payload);
        else
            json.WriteNullValue();
    }

    private static bool IsJson(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
            return false;
        try
        {
            var reader = new Utf8JsonReader(payload);
            while (reader.Read())
            {
                // to the end, or to what is wrong
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[] Utf8(JsonElement payload)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            payload.WriteTo(json);
        return buffer.WrittenSpan.ToArray();
    }
}

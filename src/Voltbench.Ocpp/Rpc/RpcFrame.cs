using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.Rpc;

/// <summary>How far a message follows the form <c>[type, "id", …]</c> (OCPP-J 1.6 §4.2, OCPP 2.0.1 part 4 §4.2).</summary>
internal enum FrameFault
{
    None,

    /// <summary>Not JSON, or broken off, or nested too deep.</summary>
    Syntax,

    /// <summary>As <see cref="Syntax"/>, but everything up to the payload is well.</summary>
    PayloadSyntax,

    /// <summary>JSON of another form.</summary>
    Structure,

    /// <summary>Elements are missing at the end.</summary>
    Incomplete,
}

/// <summary>The elements of a message as far as they could be read.</summary>
internal ref struct RpcFrame
{
    public const int Call = 2;
    public const int CallResult = 3;
    public const int CallError = 4;

    /// <summary>OCPP nests eight levels; what is free-form gets some more.</summary>
    public const int MaxDepth = 32;

    /// <summary>Longer ids are not echoed.</summary>
    public const int MaxEchoedId = 255;

    private RpcFrame(FrameFault fault, string? text) => (Fault, Problem) = (fault, text);

    public FrameFault Fault { get; private set; }

    /// <summary>Says what is wrong; null when nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Null when it is no number; −1 when it is one that is no integer of 32 bits.</summary>
    public int? Type { get; private set; }

    /// <summary>Null when it could not be read.</summary>
    public string? Id { get; private set; }

    /// <summary>Action of a CALL, error code of a CALLERROR; raw, without quotes.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    public string? Description { get; private set; }

    /// <summary>Where payload or details stand in the message.</summary>
    public (int Start, int Length) Payload { get; private set; }

    /// <param name="message">Any bytes.</param>
    /// <param name="knownId">An id that is likely: when it is this one, the string is reused.</param>
    public static RpcFrame Parse(ReadOnlySpan<byte> message, string? knownId)
    {
        if (!Utf8.IsValid(message))
            return new RpcFrame(FrameFault.Syntax, "the message is not UTF-8");

        var frame = default(RpcFrame);
        var reader = new Utf8JsonReader(message, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            frame.Read(ref reader, knownId);
        }
        catch (JsonException error)
        {
            var inPayload = frame.Fault == FrameFault.PayloadSyntax;
            frame.Fail(
                inPayload ? FrameFault.PayloadSyntax : FrameFault.Syntax,
                string.Create(CultureInfo.InvariantCulture, $"the message is not JSON of at most {MaxDepth} levels: it breaks at byte {error.BytePositionInLine} of line {error.LineNumber + 1}"));
        }

        return frame;
    }

    private void Fail(FrameFault fault, string problem) => (Fault, Problem) = (fault, problem);

    private void Read(ref Utf8JsonReader reader, string? knownId)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Fail(FrameFault.Structure, "the message is not a JSON array");
            return;
        }

        reader.Read();
        if (reader.TokenType == JsonTokenType.Number)
            Type = reader.TryGetInt32(out var type) ? type : -1;
        else if (reader.TokenType == JsonTokenType.EndArray)
            Fail(FrameFault.Incomplete, "the message is an empty array");
        else
            Fail(FrameFault.Structure, "the message type is not a number");
        if (reader.TokenType == JsonTokenType.EndArray)
            return;

        reader.Skip();
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            Id = ReadText(ref reader, knownId);
        if (Fault != FrameFault.None)
            return;
        if (Id is null)
        {
            Fail(
                reader.TokenType == JsonTokenType.EndArray ? FrameFault.Incomplete : FrameFault.Structure,
                "the message id is missing or not a string");
            return;
        }

        switch (Type)
        {
            case Call:
                ReadCall(ref reader);
                break;
            case CallResult:
                ReadPayload(ref reader);
                break;
            case CallError:
                ReadError(ref reader);
                break;
            default:
                // The form behind the id is unknown; that it is JSON is not our concern.
                return;
        }
    }

    private void ReadCall(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            Fail(reader.TokenType == JsonTokenType.EndArray ? FrameFault.Incomplete : FrameFault.Structure, "the action is missing or not a string");
            return;
        }

        Name = ReadName(ref reader);
        ReadPayload(ref reader);
    }

    private void ReadPayload(ref Utf8JsonReader reader)
    {
        Fault = FrameFault.PayloadSyntax;
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            Fail(FrameFault.Incomplete, "the payload is missing");
            return;
        }

        Take(ref reader);
        Fault = FrameFault.None;
        reader.Read();
        if (reader.TokenType != JsonTokenType.EndArray)
            Fail(FrameFault.Structure, "the message has more elements than its type allows");
        else
            reader.Read(); // anything but white space behind the array is not JSON
    }

    private void ReadError(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            Fail(FrameFault.Incomplete, "the error code is missing");
            return;
        }

        if (reader.TokenType == JsonTokenType.String)
            Name = ReadName(ref reader);
        if (Name.IsEmpty)
            Fail(FrameFault.Structure, "the error code is empty or not a string");
        reader.Skip();

        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            Fail(FrameFault.Incomplete, "the error description is missing");
            return;
        }

        if (reader.TokenType == JsonTokenType.String)
            Description = ReadText(ref reader, known: null);
        if (Description is null)
            Fail(FrameFault.Structure, "the error description is not a string");
        reader.Skip();

        // Many peers leave the details out; nothing is lost by that.
        reader.Read();
        if (reader.TokenType != JsonTokenType.EndArray)
            Take(ref reader);
    }

    private static ReadOnlySpan<byte> ReadName(scoped ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(ReadText(ref reader, known: null) ?? "") : reader.ValueSpan;

    private void Take(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        Payload = (start, (int)reader.BytesConsumed - start);
    }

    /// <summary>The string the reader stands on; null when an escaped surrogate in it has no partner.</summary>
    private static string? ReadText(scoped ref Utf8JsonReader reader, string? known)
    {
        if (reader.ValueIsEscaped && JsonText.Measure(reader.ValueSpan, escaped: true) < 0)
            return null;
        return known is not null && reader.ValueTextEquals(known) ? known : reader.GetString();
    }
}

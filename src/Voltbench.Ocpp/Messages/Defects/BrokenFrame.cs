using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Ocpp.Rpc;

namespace Voltbench.Ocpp.Messages.Defects;

/// <summary>A frame that is wrong on purpose.</summary>
/// <param name="Bytes">What to send.</param>
/// <param name="IsBinary">Send it as a binary message.</param>
public readonly record struct BrokenFrame(ReadOnlyMemory<byte> Bytes, bool IsBinary = false)
{
    private const int NestingLevels = 200;
    private const int OversizedCharacters = 1 << 20;

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes a wrong frame of a good one; null when the frame has no place for this defect (an empty payload has no field that could be missing).</summary>
    /// <param name="frame">A good frame of ours: CALL, CALLRESULT or CALLERROR.</param>
    /// <param name="action">Whose request or response it carries; null when there is no schema for the payload.</param>
    /// <param name="defect">What is to be wrong.</param>
    /// <param name="draw">Chooses the place where there are several; the same number makes the same frame.</param>
    public static BrokenFrame? Make(ReadOnlyMemory<byte> frame, OcppAction? action, Defect defect, ulong draw)
    {
        switch (defect)
        {
            case Defect.Binary:
                return new BrokenFrame(frame, IsBinary: true);
            case Defect.Empty:
                return new BrokenFrame(default(ReadOnlyMemory<byte>));
            case Defect.Truncated:
                return new BrokenFrame(frame[..(1 + (int)(draw % (ulong)(frame.Length - 1)))]);
            case Defect.NotJson:
                return Text("BEEP " + Encoding.UTF8.GetString(frame.Span).Replace('"', '\''));
            case Defect.BadUtf8:
                return BadUtf8(frame, draw);
            default:
                var parts = JsonNode.Parse(frame.Span)!.AsArray();
                return defect is >= Defect.MissingField and <= Defect.RepeatedField ? Payload(parts, action, defect, draw) : Envelope(parts, defect);
        }
    }

    private static BrokenFrame? Payload(JsonArray parts, OcppAction? action, Defect defect, ulong draw)
    {
        var schema = (int)parts[0]! switch
        {
            RpcFrame.Call => action?.Request,
            RpcFrame.CallResult => action?.Response,
            _ => null,
        };
        if (schema is null || parts[^1] is not JsonObject payload)
            return null;
        parts.RemoveAt(parts.Count - 1);
        if (BrokenPayload.Make(schema, payload, defect, draw) is not { } broken)
            return null;
        var head = parts.ToJsonString(Unescaped);
        return Text($"{head.AsSpan(0, head.Length - 1)},{broken}]");
    }

    private static BrokenFrame? Envelope(JsonArray parts, Defect defect)
    {
        switch (defect)
        {
            case Defect.NotAList:
                return Text(new JsonObject { ["messageTypeId"] = parts[0]!.DeepClone(), ["payload"] = parts[^1]!.DeepClone() }.ToJsonString(Unescaped));
            case Defect.WrongMessageType:
                parts[0] = 7;
                break;
            case Defect.MissingId:
                parts.RemoveAt(1);
                break;
            case Defect.EmptyId:
                parts[1] = "";
                break;
            case Defect.LongId:
                parts[1] = ((string)parts[1]!).PadRight(RpcSession.MaxIdLength + 1, 'x');
                break;
            case Defect.UnknownAction when (int)parts[0]! == RpcFrame.Call:
                parts[2] = "NotInTheStandard";
                break;
            case Defect.MissingPayload:
                parts.RemoveAt(parts.Count - 1);
                break;
            case Defect.ExtraElement:
                parts.Add("one too many");
                break;
            case Defect.DeepNesting:
                return Text(Instead(parts, $"{string.Concat(Enumerable.Repeat("{\"a\":", NestingLevels))}1{new string('}', NestingLevels)}"));
            case Defect.Oversized:
                return Text(Instead(parts, $"{{\"data\":\"{new string('x', OversizedCharacters)}\"}}"));
            default:
                return null;
        }

        return Text(parts.ToJsonString(Unescaped));
    }

    private static string Instead(JsonArray parts, string payload)
    {
        parts.RemoveAt(parts.Count - 1);
        var head = parts.ToJsonString(Unescaped);
        return $"{head.AsSpan(0, head.Length - 1)},{payload}]";
    }

    private static BrokenFrame BadUtf8(ReadOnlyMemory<byte> frame, ulong draw)
    {
        var bytes = frame.ToArray();
        bytes[1 + (int)(draw % (ulong)(bytes.Length - 1))] = 0xFF;
        return new BrokenFrame(bytes);
    }

    private static BrokenFrame Text(string text) => new(Encoding.UTF8.GetBytes(text));
}

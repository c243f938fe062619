using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.Rpc;

/// <summary>Writes frames into an array of exactly their size; the room to write in is one for each thread.</summary>
internal sealed class FrameWriter
{
    private const int KeptBytes = 64 * 1024;
    private const int MaxErrorText = 255;

    [ThreadStatic]
    private static FrameWriter? t_current;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _writer;

    private FrameWriter() => _writer = new Utf8JsonWriter(
        _buffer,
        new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = RpcFrame.MaxDepth + 1 });

    public static byte[] Call(string id, string action, ReadOnlySpan<byte> payload)
    {
        var writer = Begin(RpcFrame.Call, id);
        writer._writer.WriteStringValue(action);
        writer._writer.WriteRawValue(payload, skipInputValidation: true);
        return writer.End();
    }

    public static byte[] Result<T>(string id, T response)
    {
        var writer = Begin(RpcFrame.CallResult, id);
        OcppJson.Write(writer._writer, response);
        return writer.End();
    }

    public static byte[] RawResult(string id, ReadOnlySpan<byte> payload)
    {
        var writer = Begin(RpcFrame.CallResult, id);
        writer._writer.WriteRawValue(payload, skipInputValidation: true);
        return writer.End();
    }

    /// <summary>Description at most 255 characters (OCPP-J 1.6 §4.2.3: <c>string[255]</c>), details empty.</summary>
    public static byte[] Error(string id, string code, string description)
    {
        var writer = Begin(RpcFrame.CallError, id);
        writer._writer.WriteStringValue(code);
        writer._writer.WriteStringValue(Cut(description));
        writer._writer.WriteStartObject();
        writer._writer.WriteEndObject();
        return writer.End();
    }

    /// <summary>At most 255 characters, no half of a pair.</summary>
    public static string Cut(string text) => text.Length <= MaxErrorText
        ? text
        : text[..(char.IsHighSurrogate(text[MaxErrorText - 1]) ? MaxErrorText - 1 : MaxErrorText)];

    private static FrameWriter Begin(int type, string id)
    {
        var writer = t_current ??= new FrameWriter();
        writer._buffer.ResetWrittenCount();
        writer._writer.Reset();
        writer._writer.WriteStartArray();
        writer._writer.WriteNumberValue(type);
        writer._writer.WriteStringValue(id);
        return writer;
    }

    private byte[] End()
    {
        _writer.WriteEndArray();
        _writer.Flush();
        var frame = _buffer.WrittenSpan.ToArray();
        if (_buffer.Capacity > KeptBytes)
            t_current = null;
        return frame;
    }
}

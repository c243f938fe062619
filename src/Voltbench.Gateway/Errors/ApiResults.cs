using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Voltbench.Gateway.Errors;

/// <summary>The answers a handler gives. An answer is a status and a finished body, so that it can be stored and replayed.</summary>
public static class ApiResults
{
    private static readonly Answer Empty = new(StatusCodes.Status204NoContent, ReadOnlyMemory<byte>.Empty);

    /// <summary><c>{"detail": …}</c></summary>
    public static Answer Problem(int status, string detail)
    {
        var buffer = new MemoryStream(64 + detail.Length);
        using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("detail"u8, detail);
            json.WriteEndObject();
        }

        return new Answer(status, buffer.ToArray());
    }

    public static Answer BadRequest(string detail) => Problem(StatusCodes.Status400BadRequest, detail);

    public static Answer NotFound(string detail) => Problem(StatusCodes.Status404NotFound, detail);

    public static Answer Conflict(string detail) => Problem(StatusCodes.Status409Conflict, detail);

    public static Answer NoContent() => Empty;

    /// <summary>A body of a source-generated type. Quotes inside texts are written as <c>\"</c>, so that a person can read the frames of a log.</summary>
    public static Answer Json<T>(int status, T body, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
            JsonSerializer.Serialize(json, body, type);
        return new Answer(status, buffer.WrittenMemory);
    }

    /// <inheritdoc cref="Json{T}"/>
    public static Answer Ok<T>(T body, JsonTypeInfo<T> type) => Json(StatusCodes.Status200OK, body, type);
}

using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Voltbench.Ocpi.Transport;

/// <summary>Writes <c>{data, status_code, status_message, timestamp}</c> (transport_and_format, Response format), the same in both versions.</summary>
public static class Envelope
{
    /// <param name="data">JSON of the data as it is to be sent; empty leaves the member out, as 2.2.1 advises where the text names no data.</param>
    /// <param name="statusCode">One of <see cref="OcpiStatus"/>.</param>
    /// <param name="statusMessage">Null leaves it out.</param>
    /// <param name="timestamp">When the message is made.</param>
    public static byte[] Write(ReadOnlySpan<byte> data, int statusCode, string? statusMessage, DateTimeOffset timestamp)
    {
        var buffer = new ArrayBufferWriter<byte>(data.Length + 160);
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            if (!data.IsEmpty)
            {
                json.WritePropertyName("data"u8);
                json.WriteRawValue(data, skipInputValidation: true);
            }

            End(json, statusCode, statusMessage, timestamp);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The same for a list of objects that are JSON text already.</summary>
    public static byte[] WriteList(IEnumerable<string> items, int statusCode, string? statusMessage, DateTimeOffset timestamp)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteStartArray("data"u8);
            foreach (var item in items)
                json.WriteRawValue(item, skipInputValidation: true);
            json.WriteEndArray();
            End(json, statusCode, statusMessage, timestamp);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static JsonWriterOptions Compact { get; } = new() { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static void End(Utf8JsonWriter json, int statusCode, string? statusMessage, DateTimeOffset timestamp)
    {
        json.WriteNumber("status_code"u8, statusCode);
        if (statusMessage is not null)
            json.WriteString("status_message"u8, statusMessage);
        json.WriteString("timestamp"u8, timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}

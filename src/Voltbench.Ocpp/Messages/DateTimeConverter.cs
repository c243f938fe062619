using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Ocpp.Messages;

/// <summary>Date-times as OCPP writes them; see <see cref="Rfc3339"/>.</summary>
internal sealed class DateTimeConverter : JsonConverter<DateTimeOffset>
{
    /// <summary>Enough for any sensible date-time even when every character of it is escaped.</summary>
    public const int MaxBytes = 256;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryRead(ref reader, out var value) ? value : throw new JsonException("not an RFC 3339 date-time");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Rfc3339.Length];
        Rfc3339.Write(value, text);
        writer.WriteStringValue(text);
    }

    /// <summary>Reads the string that the reader stands on; false when it is no date-time.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, out DateTimeOffset value)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence || reader.ValueSpan.Length > MaxBytes)
            return false;
        if (!reader.ValueIsEscaped)
            return Rfc3339.TryParse(reader.ValueSpan, out value);

        Span<byte> text = stackalloc byte[MaxBytes];
        return JsonText.Measure(reader.ValueSpan, escaped: true) >= 0 && Rfc3339.TryParse(text[..reader.CopyString(text)], out value);
    }
}

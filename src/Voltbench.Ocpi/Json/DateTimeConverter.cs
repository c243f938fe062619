using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.Json;

/// <summary>Date-times as OCPI writes them; see <see cref="OcpiDateTime"/>.</summary>
internal sealed class DateTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && OcpiDateTime.TryParse(reader.GetString(), out var value) ? value : throw new JsonException("not a date-time of OCPI");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[OcpiDateTime.MaxLength];
        writer.WriteStringValue(text[..OcpiDateTime.Write(value, text)]);
    }
}

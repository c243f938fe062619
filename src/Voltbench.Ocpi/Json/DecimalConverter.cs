using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.Json;

/// <summary>Numbers as decimals, written without zeros behind the last digit: <c>2</c>, <c>0.25</c>.</summary>
internal sealed class DecimalConverter : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

    // Dividing by a one with all decimals leaves the smallest scale that holds the value.
    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value / 1.0000000000000000000000000000m);
}

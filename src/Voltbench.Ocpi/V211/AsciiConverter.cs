using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211;

/// <summary>Strings of 2.1.1 as it allows them; see <see cref="AsciiText"/>.</summary>
internal sealed class AsciiConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(AsciiText.Of(value));
}

using System.Text.Json;
using Voltbench.Gateway.Errors;

namespace Voltbench.Gateway.Validation;

/// <summary>Collects what is wrong with one request; all of it is reported in one 422.</summary>
public sealed class Violations
{
    /// <summary>Violations reported at most: an 8 MiB body of wrong items must not become a 400 MiB answer.</summary>
    public const int Capacity = 1000;

    private readonly List<Item> _items = [];

    public bool Any => _items.Count > 0;

    public int Count => _items.Count;

    public void Add(Loc loc, ViolationType type, Echo input)
    {
        if (_items.Count < Capacity)
            _items.Add(new Item(loc, type, input));
    }

    /// <summary>The 422.</summary>
    public Answer Result
    {
        get
        {
            var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
            {
                json.WriteStartObject();
                json.WriteStartArray("detail"u8);
                foreach (var item in _items)
                    item.WriteTo(json);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            return new Answer(StatusCodes.Status422UnprocessableEntity, buffer.ToArray());
        }
    }

    private sealed record Item(Loc Loc, ViolationType Type, Echo Input)
    {
        public void WriteTo(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, Type.Type);
            json.WritePropertyName("loc"u8);
            Loc.WriteTo(json);
            json.WriteString("msg"u8, Type.Message);
            json.WritePropertyName("input"u8);
            Input.WriteTo(json);
            json.WriteStartObject("ctx"u8);
            foreach (var (name, value) in Type.Context)
            {
                json.WritePropertyName(name);
                switch (value)
                {
                    case int number: json.WriteNumberValue(number); break;
                    case double number: json.WriteNumberValue(number); break;
                    default: json.WriteStringValue((string)value); break;
                }
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }
    }
}

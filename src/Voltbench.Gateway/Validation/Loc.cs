using System.Text.Json;

namespace Voltbench.Gateway.Validation;

/// <summary>Where in a request a value is: <c>body</c>, <c>query</c>, <c>path</c> or <c>header</c>, then names and indices.</summary>
public sealed class Loc
{
    private readonly Loc? _parent;
    private readonly string? _name;
    private readonly int _index;

    private Loc(Loc? parent, string? name, int index)
    {
        (_parent, _name, _index) = (parent, name, index);
    }

    public static readonly Loc Body = new(null, "body", 0);

    public static Loc Query(string name) => new(new Loc(null, "query", 0), name, 0);

    public static Loc Path(string name) => new(new Loc(null, "path", 0), name, 0);

    public static Loc Header(string name) => new(new Loc(null, "header", 0), name, 0);

    public Loc this[string name] => new(this, name, 0);

    public Loc this[int index] => new(this, null, index);

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        WriteSegments(json);
        json.WriteEndArray();
    }

    private void WriteSegments(Utf8JsonWriter json)
    {
        _parent?.WriteSegments(json);
        if (_name is not null)
            json.WriteStringValue(_name);
        else
            json.WriteNumberValue(_index);
    }
}

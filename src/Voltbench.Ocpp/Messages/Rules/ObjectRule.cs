using System.Text.Json;
using Voltbench.Ocpp.Rpc;

namespace Voltbench.Ocpp.Messages.Rules;

/// <summary>One property of an object.</summary>
internal sealed record PropertyRule(string Name, bool Required, ValueRule Value)
{
    public byte[] Utf8Name { get; } = System.Text.Encoding.UTF8.GetBytes(Name);
}

/// <summary>An object of known properties; an open one (<c>customData</c>) may hold any others.</summary>
internal sealed class ObjectRule : ValueRule
{
    private readonly PropertyRule[] properties;
    private readonly ulong required;
    private readonly RpcErrorCode structure;
    private readonly bool open;

    public ObjectRule(IReadOnlyList<PropertyRule> properties, RpcErrorCode structure, bool open = false)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(properties.Count, 64); // one bit each
        this.properties = [.. properties];
        this.structure = structure;
        this.open = open;
        for (var i = 0; i < this.properties.Length; i++)
            required |= properties[i].Required ? 1UL << i : 0;
    }

    public IReadOnlyList<PropertyRule> Properties => properties;

    /// <summary>It may hold properties that the standard does not know.</summary>
    public bool IsOpen => open;

    public override string Expected => "an object";

    public override SchemaViolation? Check(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return WrongType(reader);

        ulong seen = 0;
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = Find(ref reader, next);
            if (index < 0)
            {
                if (!open)
                    return Unknown(ref reader);
                reader.Skip();
                continue;
            }

            var property = properties[index];
            if ((seen & (1UL << index)) != 0)
                return new(RpcErrorCode.FormationViolation, "." + property.Name, "must be given only once");
            seen |= 1UL << index;
            next = index + 1;
            reader.Read();
            if (property.Value.Check(ref reader) is { } violation)
                return violation with { Path = $".{property.Name}{violation.Path}" };
        }

        var missing = required & ~seen;
        if (missing == 0)
            return null;
        var first = properties[System.Numerics.BitOperations.TrailingZeroCount(missing)];
        return new(RpcErrorCode.OccurrenceConstraintViolation, "." + first.Name, $"is required: {first.Value.Expected}");
    }

    /// <summary>Peers mostly send properties in the order of the schema, so the search starts behind the last one.</summary>
    private int Find(ref Utf8JsonReader reader, int start)
    {
        // Half of a surrogate pair is no property, and the reader throws when it is asked to compare it.
        if (reader.ValueIsEscaped && JsonText.Measure(reader.ValueSpan, escaped: true) < 0)
            return -1;

        for (var i = 0; i < properties.Length; i++)
        {
            var index = start + i;
            if (index >= properties.Length)
                index -= properties.Length;
            var name = properties[index].Utf8Name;
            if (reader.ValueIsEscaped ? reader.ValueTextEquals(name) : reader.ValueSpan.SequenceEqual(name))
                return index;
        }

        return -1;
    }

    private SchemaViolation Unknown(ref Utf8JsonReader reader)
    {
        var known = properties.Length == 0 ? "the object has no properties" : $"known are {string.Join(", ", properties.Select(p => p.Name))}";
        return new(structure, "." + reader.GetString(), $"is not a property of this object; {known}");
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace Voltbench.Gateway.Validation;

/// <summary>
/// An object of a body. Plain getters are for required members; <c>Optional…</c> getters tell absent from given, and refuse null unless
/// <c>nullable</c>. Members that nobody asks for are ignored.
/// </summary>
public readonly struct BodyObject
{
    private readonly Violations _violations;
    private readonly JsonElement _element;

    internal BodyObject(Violations violations, Loc loc, JsonElement element)
    {
        (_violations, Loc, _element) = (violations, loc, element);
    }

    public Loc Loc { get; }

    /// <summary>The JSON itself; <see cref="JsonValueKind.Undefined"/> when it was no object.</summary>
    public JsonElement Json => _element;

    /// <summary>Notes a violation somewhere inside, with the object as the value that was refused.</summary>
    public void Refuse(Loc loc, ViolationType type) => _violations.Add(loc, type, Echo.Json(_element));

    public bool Has(string name) => _element.ValueKind == JsonValueKind.Object && _element.TryGetProperty(name, out _);

    /// <summary>A required member; its absence is noted.</summary>
    public BodyValue Required(string name)
    {
        if (_element.ValueKind != JsonValueKind.Object)
            return new BodyValue(_violations, Loc[name], default);
        if (_element.TryGetProperty(name, out var value))
            return new BodyValue(_violations, Loc[name], value);
        _violations.Add(Loc[name], ViolationType.Missing, Echo.Json(_element));
        return new BodyValue(_violations, Loc[name], default);
    }

    public string String(string name, int min = 0, int max = int.MaxValue, Regex? pattern = null) => Required(name).AsString(min, max, pattern);

    public string Enum(string name, params IReadOnlyList<string> values) => Required(name).AsEnum(values);

    public int Int(string name, int min = int.MinValue, int max = int.MaxValue) => Required(name).AsInt(min, max);

    public double Number(string name, double min = double.NegativeInfinity, double max = double.PositiveInfinity) => Required(name).AsNumber(min, max);

    public bool Bool(string name) => Required(name).AsBool();

    public Guid Uuid(string name) => Required(name).AsUuid();

    public BodyObject Object(string name) => Required(name).AsObject();

    public IReadOnlyList<BodyValue> List(string name, int min = 0, int max = int.MaxValue) => Required(name).AsList(min, max);

    public Optional<string> OptionalString(string name, int min = 0, int max = int.MaxValue, Regex? pattern = null, bool nullable = true) =>
        Optional(name, nullable, value => value.AsString(min, max, pattern));

    public Optional<string> OptionalEnum(string name, IReadOnlyList<string> values, bool nullable = true) =>
        Optional(name, nullable, value => value.AsEnum(values));

    public Optional<int?> OptionalInt(string name, int min = int.MinValue, int max = int.MaxValue, bool nullable = true) =>
        Optional<int?>(name, nullable, value => value.AsInt(min, max));

    public Optional<double?> OptionalNumber(string name, double min = double.NegativeInfinity, double max = double.PositiveInfinity, bool nullable = true) =>
        Optional<double?>(name, nullable, value => value.AsNumber(min, max));

    public Optional<bool?> OptionalBool(string name, bool nullable = true) => Optional<bool?>(name, nullable, value => value.AsBool());

    public Optional<Guid?> OptionalUuid(string name, bool nullable = true) => Optional<Guid?>(name, nullable, value => value.AsUuid());

    public Optional<BodyObject?> OptionalObject(string name, bool nullable = true) => Optional<BodyObject?>(name, nullable, value => value.AsObject());

    public Optional<IReadOnlyList<BodyValue>> OptionalList(string name, int min = 0, int max = int.MaxValue, bool nullable = true) =>
        Optional(name, nullable, value => value.AsList(min, max));

    /// <summary>A member that may be absent, read by <paramref name="read"/> when it is given and not an allowed null.</summary>
    public Optional<T> Optional<T>(string name, bool nullable, Func<BodyValue, T> read)
    {
        if (_element.ValueKind != JsonValueKind.Object || !_element.TryGetProperty(name, out var element))
            return Validation.Optional<T>.Absent;
        var value = new BodyValue(_violations, Loc[name], element);
        return Validation.Optional<T>.Of(nullable && value.IsNull ? default : read(value));
    }
}

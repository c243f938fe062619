using System.Text.Json;
using System.Text.RegularExpressions;

namespace Voltbench.Gateway.Validation;

/// <summary>
/// One value of a body with its place. The <c>As…</c> methods check type and limits; a violation is noted and the result is then a harmless
/// default, so that reading goes on and finds the rest. A value that is not there at all (an unreadable body) yields defaults silently.
/// </summary>
public readonly struct BodyValue
{
    private readonly Violations _violations;
    private readonly JsonElement _element;

    internal BodyValue(Violations violations, Loc loc, JsonElement element)
    {
        (_violations, Loc, _element) = (violations, loc, element);
    }

    public Loc Loc { get; }

    /// <summary>The JSON itself; <see cref="JsonValueKind.Undefined"/> when there is none.</summary>
    public JsonElement Json => _element;

    public bool IsNull => _element.ValueKind == JsonValueKind.Null;

    internal bool IsUndefined => _element.ValueKind == JsonValueKind.Undefined;

    /// <summary>Notes a violation of this value.</summary>
    public void Refuse(ViolationType type) => _violations.Add(Loc, type, Echo.Json(_element));

    /// <param name="min">Fewest characters (Unicode code points).</param>
    /// <param name="max">Most characters.</param>
    /// <param name="pattern">Must match; anchor it.</param>
    public string AsString(int min = 0, int max = int.MaxValue, Regex? pattern = null)
    {
        if (!Is(JsonValueKind.String, ViolationType.StringType))
            return "";
        var text = _element.GetString()!;
        var length = CodePoints(text);
        if (length < min)
            Refuse(ViolationType.StringTooShort(min));
        else if (length > max)
            Refuse(ViolationType.StringTooLong(max));
        else if (pattern is not null && !pattern.IsMatch(text))
            Refuse(ViolationType.StringPatternMismatch(pattern.ToString()));
        else
            return text;
        return "";
    }

    /// <summary>One of <paramref name="values"/>, compared without case; the result is spelled as in the list.</summary>
    public string AsEnum(params IReadOnlyList<string> values)
    {
        if (IsUndefined)
            return "";
        if (_element.ValueKind == JsonValueKind.String)
        {
            var text = _element.GetString();
            foreach (var value in values)
            {
                if (string.Equals(value, text, StringComparison.OrdinalIgnoreCase))
                    return value;
            }
        }

        Refuse(ViolationType.Enum(values));
        return "";
    }

    public int AsInt(int min = int.MinValue, int max = int.MaxValue) => (int)AsLong(min, max);

    /// <summary>A whole number; <c>5.0</c> counts as one, <c>"5"</c> does not.</summary>
    public long AsLong(long min = long.MinValue, long max = long.MaxValue)
    {
        if (!Is(JsonValueKind.Number, ViolationType.IntType))
            return 0;
        if (!_element.TryGetInt64(out var value))
        {
            var number = _element.GetDouble();
            if (double.IsFinite(number) && number != Math.Truncate(number))
            {
                Refuse(ViolationType.IntFromFloat);
                return 0;
            }

            // Saturates: a number beyond the range is told the limit it broke.
            value = number >= long.MaxValue ? long.MaxValue : number <= long.MinValue ? long.MinValue : (long)number;
            if (Math.Abs(number) >= 9.2e18)
            {
                Refuse(number > 0 ? ViolationType.LessThanEqual(max) : ViolationType.GreaterThanEqual(min));
                return 0;
            }
        }

        if (value < min)
            Refuse(ViolationType.GreaterThanEqual(min));
        else if (value > max)
            Refuse(ViolationType.LessThanEqual(max));
        else
            return value;
        return 0;
    }

    public double AsNumber(double min = double.NegativeInfinity, double max = double.PositiveInfinity)
    {
        if (!Is(JsonValueKind.Number, ViolationType.FloatType))
            return 0;
        var value = _element.GetDouble();
        if (!double.IsFinite(value))
            Refuse(ViolationType.FiniteNumber);
        else if (value < min)
            Refuse(ViolationType.GreaterThanEqual(min));
        else if (value > max)
            Refuse(ViolationType.LessThanEqual(max));
        else
            return value;
        return 0;
    }

    public bool AsBool()
    {
        if (_element.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return _element.ValueKind == JsonValueKind.True;
        if (!IsUndefined)
            Refuse(ViolationType.BoolType);
        return false;
    }

    public Guid AsUuid()
    {
        if (!Is(JsonValueKind.String, ViolationType.StringType))
            return Guid.Empty;
        if (Guid.TryParseExact(_element.GetString(), "D", out var id))
            return id;
        Refuse(ViolationType.UuidParsing());
        return Guid.Empty;
    }

    /// <summary>A date-time of RFC 3339 with <c>Z</c> or an offset, in UTC.</summary>
    public DateTimeOffset AsDateTime()
    {
        if (!Is(JsonValueKind.String, ViolationType.StringType))
            return default;
        if (Rfc3339.TryParse(_element.GetString()!, out var at))
            return at;
        Refuse(ViolationType.DatetimeParsing());
        return default;
    }

    public BodyObject AsObject() =>
        new(_violations, Loc, Is(JsonValueKind.Object, ViolationType.DictType) ? _element : default);

    public IReadOnlyList<BodyValue> AsList(int min = 0, int max = int.MaxValue)
    {
        if (!Is(JsonValueKind.Array, ViolationType.ListType))
            return [];
        var count = _element.GetArrayLength();
        if (count < min)
            Refuse(ViolationType.TooShort(min, count));
        else if (count > max)
            Refuse(ViolationType.TooLong(max, count));
        else
            return Items(count);
        return [];
    }

    private List<BodyValue> Items(int count)
    {
        var items = new List<BodyValue>(count);
        foreach (var item in _element.EnumerateArray())
            items.Add(new BodyValue(_violations, Loc[items.Count], item));
        return items;
    }

    private bool Is(JsonValueKind kind, ViolationType otherwise)
    {
        if (_element.ValueKind == kind)
            return true;
        if (!IsUndefined)
            Refuse(otherwise);
        return false;
    }

    private static int CodePoints(string text)
    {
        var count = text.Length;
        foreach (var c in text)
        {
            if (char.IsLowSurrogate(c))
                count--;
        }

        return count;
    }
}

using System.Globalization;
using Voltbench.Gateway.Paging;

namespace Voltbench.Gateway.Validation;

/// <summary>Reads query parameters; of a repeated single-valued one the last counts.</summary>
public readonly struct QueryReader(IQueryCollection query, Violations violations)
{
    /// <summary><c>page</c> and <c>limit</c> of the contract.</summary>
    public PageQuery Page() => new(Int("page", 1, int.MaxValue, 1), Int("limit", 1, PageQuery.MaxLimit, PageQuery.DefaultLimit));

    public int Int(string name, int min, int max, int fallback)
    {
        if (Last(name) is not { } text)
            return fallback;
        if (!System.Numerics.BigInteger.TryParse(text.Length > 64 ? "" : text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            return Refuse(name, ViolationType.IntParsing, text, fallback);
        if (value < min)
            return Refuse(name, ViolationType.GreaterThanEqual(min), text, fallback);
        return value > max ? Refuse(name, ViolationType.LessThanEqual(max), text, fallback) : (int)value;
    }

    /// <summary>An id that is a number; one that is too large exists nowhere.</summary>
    public long? Number(string name)
    {
        if (Last(name) is not { } text)
            return null;
        if (text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return Refuse<long?>(name, ViolationType.StringPatternMismatch(@"^\d+$"), text, null);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : long.MaxValue;
    }

    public string? String(string name, int min = 0, int max = 256)
    {
        if (Last(name) is not { } text)
            return null;
        if (text.Contains('\0', StringComparison.Ordinal))
            return Refuse<string?>(name, ViolationType.StringUnicode("it must not contain U+0000"), text, null);
        if (text.Length < min)
            return Refuse<string?>(name, ViolationType.StringTooShort(min), text, null);
        return text.Length > max ? Refuse<string?>(name, ViolationType.StringTooLong(max), text, null) : text;
    }

    public string? Enum(string name, params IReadOnlyList<string> values)
    {
        if (Last(name) is not { } text)
            return null;
        return values.FirstOrDefault(value => value.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? Refuse<string?>(name, ViolationType.Enum(values), text, null);
    }

    /// <summary><c>true</c> or <c>false</c> in any case.</summary>
    public bool Bool(string name, bool fallback)
    {
        if (Last(name) is not { } text)
            return fallback;
        return bool.TryParse(text, out var value) ? value : Refuse(name, ViolationType.BoolParsing, text, fallback);
    }

    public Guid? Uuid(string name)
    {
        if (Last(name) is not { } text)
            return null;
        return Guid.TryParseExact(text, "D", out var id) ? id : Refuse<Guid?>(name, ViolationType.UuidParsing(), text, null);
    }

    public DateTimeOffset? DateTime(string name)
    {
        if (Last(name) is not { } text)
            return null;
        // A plus sign that was not percent-encoded arrives as a space.
        return Rfc3339.TryParse(text.Length > 19 ? text[..19] + text[19..].Replace(' ', '+') : text, out var at)
            ? at
            : Refuse<DateTimeOffset?>(name, ViolationType.DatetimeParsing(), text, null);
    }

    /// <summary>A repeated parameter, in the order given.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="min">Fewest values; with 1 or more, none at all is <c>missing</c>.</param>
    /// <param name="max">Most values.</param>
    public IReadOnlyList<string> Strings(string name, int min = 0, int max = 10_000)
    {
        var values = query[name];
        if (values.Count == 0 && min > 0)
            return Refuse<IReadOnlyList<string>>(name, ViolationType.Missing, null, []);
        if (values.Count > max)
            return Refuse<IReadOnlyList<string>>(name, ViolationType.TooLong(max, values.Count), null, []);
        var list = new List<string>(values.Count);
        foreach (var value in values)
        {
            if (value is null || value.Contains('\0', StringComparison.Ordinal))
                violations.Add(Loc.Query(name)[list.Count], ViolationType.StringUnicode("it must not contain U+0000"), Echo.Text(value));
            list.Add(value ?? "");
        }

        return list;
    }

    private string? Last(string name) => query.TryGetValue(name, out var values) && values.Count > 0 ? values[^1] : null;

    private T Refuse<T>(string name, ViolationType type, string? input, T result)
    {
        violations.Add(Loc.Query(name), type, Echo.Text(input));
        return result;
    }
}

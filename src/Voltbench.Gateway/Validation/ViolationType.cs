using System.Globalization;

namespace Voltbench.Gateway.Validation;

/// <summary>A rule that was broken, with the name, wording and context of Pydantic v2.</summary>
public sealed record ViolationType(string Type, string Message, params IReadOnlyList<KeyValuePair<string, object>> Context)
{
    public static readonly ViolationType Missing = new("missing", "Field required");
    public static readonly ViolationType StringType = new("string_type", "Input should be a valid string");
    public static readonly ViolationType IntType = new("int_type", "Input should be a valid integer");
    public static readonly ViolationType IntFromFloat = new("int_from_float", "Input should be a valid integer, got a number with a fractional part");
    public static readonly ViolationType IntParsing = new("int_parsing", "Input should be a valid integer, unable to parse string as an integer");
    public static readonly ViolationType FloatType = new("float_type", "Input should be a valid number");
    public static readonly ViolationType FiniteNumber = new("finite_number", "Input should be a finite number");
    public static readonly ViolationType BoolType = new("bool_type", "Input should be a valid boolean");
    public static readonly ViolationType BoolParsing = new("bool_parsing", "Input should be a valid boolean, unable to interpret input");
    public static readonly ViolationType ListType = new("list_type", "Input should be a valid list");
    public static readonly ViolationType DictType = new("dict_type", "Input should be a valid dictionary");

    public static readonly ViolationType ExtraForbidden = new("extra_forbidden", "Extra inputs are not permitted");

    public static ViolationType JsonInvalid(string error) => new("json_invalid", "JSON decode error", Pair("error", error));

    public static ViolationType StringUnicode(string why) => new("string_unicode", $"Input should be a valid string, {why}");

    public static ViolationType StringTooShort(int min) =>
        new("string_too_short", $"String should have at least {min} character{Plural(min)}", Pair("min_length", min));

    public static ViolationType StringTooLong(int max) =>
        new("string_too_long", $"String should have at most {max} character{Plural(max)}", Pair("max_length", max));

    public static ViolationType StringPatternMismatch(string pattern) =>
        new("string_pattern_mismatch", $"String should match pattern '{pattern}'", Pair("pattern", pattern));

    public static ViolationType GreaterThanEqual(double min) =>
        new("greater_than_equal", $"Input should be greater than or equal to {Text(min)}", Pair("ge", min));

    public static ViolationType LessThanEqual(double max) =>
        new("less_than_equal", $"Input should be less than or equal to {Text(max)}", Pair("le", max));

    public static ViolationType TooShort(int min, int actual) =>
        new("too_short", $"List should have at least {min} item{Plural(min)} after validation, not {actual}", Pair("field_type", "List"), Pair("min_length", min), Pair("actual_length", actual));

    public static ViolationType TooLong(int max, int actual) =>
        new("too_long", $"List should have at most {max} item{Plural(max)} after validation, not {actual}", Pair("field_type", "List"), Pair("max_length", max), Pair("actual_length", actual));

    public static ViolationType Enum(IReadOnlyList<string> values)
    {
        var quoted = values.Select(value => $"'{value}'").ToList();
        var expected = quoted.Count == 1 ? quoted[0] : $"{string.Join(", ", quoted.Take(quoted.Count - 1))} or {quoted[^1]}";
        return new ViolationType("enum", $"Input should be {expected}", Pair("expected", expected));
    }

    /// <summary>A member that does not exist, where a misspelled one must not go unnoticed.</summary>
    public static ViolationType Unknown(IReadOnlyList<string> known)
    {
        var names = string.Join(", ", known);
        return new ViolationType("extra_forbidden", $"Extra inputs are not permitted, known are {names}", Pair("known", names));
    }

    public static ViolationType UuidParsing()
    {
        const string Error = "it must be 32 hexadecimal digits in groups of 8-4-4-4-12";
        return new ViolationType("uuid_parsing", $"Input should be a valid UUID, {Error}", Pair("error", Error));
    }

    public static ViolationType DatetimeParsing()
    {
        const string Error = "it must be a date-time of RFC 3339 with Z or an offset";
        return new ViolationType("datetime_parsing", $"Input should be a valid datetime, {Error}", Pair("error", Error));
    }

    /// <summary>A rule of the lab's own that Pydantic has no name for.</summary>
    public static ViolationType ValueError(string error) => new("value_error", $"Value error, {error}", Pair("error", error));

    private static KeyValuePair<string, object> Pair(string name, object value) => new(name, value);

    private static string Plural(int count) => count == 1 ? "" : "s";

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}

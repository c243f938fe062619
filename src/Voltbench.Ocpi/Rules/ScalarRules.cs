using System.Text;
using System.Text.Json;
using Voltbench.Ocpi.Json;

namespace Voltbench.Ocpi.Rules;

internal sealed class BooleanRule : ValueRule
{
    public override string Expected => "true or false";

    public override Fault? Check(ref Utf8JsonReader reader, bool strict) =>
        reader.TokenType is JsonTokenType.True or JsonTokenType.False ? null : WrongType(reader);
}

internal sealed class IntegerRule(int min, int max) : ValueRule
{
    public override string Expected => (min, max) switch
    {
        (int.MinValue, int.MaxValue) => "a 32-bit integer",
        (_, int.MaxValue) => $"an integer of at least {min}",
        _ => $"an integer from {min} to {max}",
    };

    public override Fault? Check(ref Utf8JsonReader reader, bool strict)
    {
        if (reader.TokenType != JsonTokenType.Number)
            return WrongType(reader);
        return reader.TryGetInt32(out var value) && value >= min && value <= max ? null : new("", $"must be {Expected}, not {Encoding.UTF8.GetString(reader.ValueSpan)}");
    }
}

/// <summary>A number; of what we send, at most four decimals (types §number).</summary>
internal sealed class DecimalRule(int min, int max, int decimals) : ValueRule
{
    public override string Expected => (min, max) switch
    {
        (int.MinValue, int.MaxValue) => "a number",
        (_, int.MaxValue) => $"a number of at least {min}",
        _ => $"a number from {min} to {max}",
    };

    public override Fault? Check(ref Utf8JsonReader reader, bool strict)
    {
        if (reader.TokenType != JsonTokenType.Number)
            return WrongType(reader);
        if (!reader.TryGetDecimal(out var value))
            return new("", $"must be {Expected} below 7.9e28");
        if ((min != int.MinValue && value < min) || (max != int.MaxValue && value > max))
            return new("", $"must be {Expected}, not {Encoding.UTF8.GetString(reader.ValueSpan)}");
        return strict && decimal.Round(value, decimals) != value
            ? new("", $"must have at most {decimals} decimals, not {Encoding.UTF8.GetString(reader.ValueSpan)}")
            : null;
    }
}

internal sealed class DateTimeRule : ValueRule
{
    public override string Expected => "a date-time in UTC such as 2015-06-29T20:39:09Z";

    public override Fault? Check(ref Utf8JsonReader reader, bool strict)
    {
        if (reader.TokenType != JsonTokenType.String)
            return WrongType(reader);
        return OcpiDateTime.TryParse(reader.GetString(), out _) ? null : new("", $"must be {Expected}, without an offset");
    }
}

/// <summary>Text by length, characters and form.</summary>
/// <param name="max">Most Unicode code points.</param>
/// <param name="ascii">Printable ASCII only.</param>
/// <param name="strictAscii">The same, but only of what we send: 2.1.1 §1.5 keeps strings to ASCII, and nobody writes his streets so.</param>
/// <param name="form">On top of that, or null.</param>
internal sealed class StringRule(int max, bool ascii, bool strictAscii, TextForm? form) : ValueRule
{
    public override string Expected =>
        form is { } f ? TextForms.Expected(f) : ascii ? $"printable ASCII of at most {max} characters" : $"a string of at most {max} characters";

    public override Fault? Check(ref Utf8JsonReader reader, bool strict)
    {
        if (reader.TokenType != JsonTokenType.String)
            return WrongType(reader);
        var length = JsonText.Measure(reader.ValueSpan, reader.ValueIsEscaped);
        if (length > max)
            return new("", form is null ? $"must be {Expected}, not {length}" : $"must be {Expected}, of at most {max} characters, not {length}");
        var text = reader.GetString()!;
        foreach (var c in text)
        {
            if (char.IsControl(c))
                return new("", "must be printable text, without line breaks, tabs and other control characters");
            if (c > '~' && (ascii || (strict && strictAscii)))
                return new("", "must be printable ASCII");
        }

        return form is { } wanted && !TextForms.Holds(wanted, text) ? new("", $"must be {Expected}") : null;
    }
}

internal sealed class UrlRule : ValueRule
{
    private const int Max = 255;

    public override string Expected => $"an absolute URL of at most {Max} characters";

    public override Fault? Check(ref Utf8JsonReader reader, bool strict)
    {
        if (reader.TokenType != JsonTokenType.String)
            return WrongType(reader);
        var length = JsonText.Measure(reader.ValueSpan, reader.ValueIsEscaped);
        if (length > Max)
            return new("", $"must be {Expected}, not {length}");
        return Uri.TryCreate(reader.GetString(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? null : new("", $"must be {Expected}");
    }
}

internal sealed class EnumRule(IReadOnlyList<string> members) : ValueRule
{
    private readonly byte[][] _names = [.. members.Select(Encoding.UTF8.GetBytes)];

    public override string Expected => members.Count == 1 ? members[0] : $"one of {string.Join(", ", members)}";

    public override Fault? Check(ref Utf8JsonReader reader, bool strict)
    {
        if (reader.TokenType != JsonTokenType.String)
            return WrongType(reader);
        foreach (var name in _names)
        {
            if (reader.ValueTextEquals(name))
                return null;
        }

        return new("", $"must be {Expected}");
    }
}

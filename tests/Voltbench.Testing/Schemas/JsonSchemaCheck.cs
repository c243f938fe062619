using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Voltbench.Testing.Schemas;

/// <summary>Holds a value against a <see cref="JsonSchema"/>.</summary>
internal static partial class JsonSchemaCheck
{
    public static string? Check(JsonSchema schema, JsonElement value, string path)
    {
        if (schema.Never)
            return $"{path}: may not be there";
        if (schema.AnyOf is { } alternatives && CheckAnyOf(alternatives, value, path) is { } none)
            return none;
        if (schema.Type is { } type && !IsOfType(type, value, schema.Draft4))
            return $"{path}: is {value.ValueKind}, not {type}";
        if (schema.Enum is { } members && (value.ValueKind != JsonValueKind.String || !members.Contains(value.GetString()!)))
            return $"{path}: {value.GetRawText()} is none of {string.Join(", ", members)}";

        return value.ValueKind switch
        {
            JsonValueKind.Object => CheckObject(schema, value, path),
            JsonValueKind.Array => CheckArray(schema, value, path),
            JsonValueKind.String => CheckString(schema, value.GetString()!, path),
            JsonValueKind.Number => CheckNumber(schema, value, path),
            _ => null,
        };
    }

    /// <summary>Where no alternative takes the value, the violation of the one that comes nearest: it got deepest into the value.</summary>
    private static string? CheckAnyOf(IReadOnlyList<JsonSchema> alternatives, JsonElement value, string path)
    {
        string? nearest = null;
        foreach (var alternative in alternatives)
        {
            if (Check(alternative, value, path) is not { } violation)
                return null;
            if (nearest is null || Depth(violation) > Depth(nearest) || nearest.EndsWith("not null", StringComparison.Ordinal) || nearest.EndsWith("may not be there", StringComparison.Ordinal))
                nearest = violation;
        }

        return nearest;

        static int Depth(string violation) => violation.IndexOf(':', StringComparison.Ordinal);
    }

    private static bool IsOfType(string type, JsonElement value, bool draft4) => (type, value.ValueKind) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String)
            or ("number", JsonValueKind.Number) or ("boolean", JsonValueKind.True or JsonValueKind.False) or ("null", JsonValueKind.Null) => true,
        ("integer", JsonValueKind.Number) => draft4
            ? WholeNumber().IsMatch(value.GetRawText())
            : value.TryGetDecimal(out var number) && number == decimal.Truncate(number),
        _ => false,
    };

    private static string? CheckObject(JsonSchema schema, JsonElement value, string path)
    {
        foreach (var required in schema.Required)
        {
            if (!value.TryGetProperty(required, out _))
                return $"{path}: lacks {required}";
        }

        foreach (var property in value.EnumerateObject())
        {
            if (schema.Properties.TryGetValue(property.Name, out var rule))
            {
                if (Check(rule, property.Value, $"{path}.{property.Name}") is { } violation)
                    return violation;
            }
            else if (!schema.Open)
            {
                return $"{path}: may not hold {property.Name}";
            }
        }

        return null;
    }

    private static string? CheckArray(JsonSchema schema, JsonElement value, string path)
    {
        var count = value.GetArrayLength();
        if (count < schema.MinItems || count > schema.MaxItems)
            return $"{path}: holds {count} items, not {schema.MinItems} to {schema.MaxItems}";
        if (schema.Items is null)
            return null;
        return value.EnumerateArray().Select((item, i) => Check(schema.Items, item, $"{path}[{i}]")).FirstOrDefault(v => v is not null);
    }

    private static string? CheckString(JsonSchema schema, string value, string path)
    {
        var length = value.EnumerateRunes().Count();
        if (length < schema.MinLength || length > schema.MaxLength)
            return $"{path}: has {length} characters, not {schema.MinLength} to {schema.MaxLength}";
        if (schema.Pattern is { } pattern && !Regex.IsMatch(value, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)))
            return $"{path}: {value} is not of the form {pattern}";
        // The schemas of OCPP 1.6 say URI too, but a text that leads nowhere is a transfer that fails there, not a malformed message.
        return schema.Format switch
        {
            "date-time" when !IsDateTime(value) => $"{path}: {value} is no date-time",
            "uri" when !schema.Draft4 && !Uri.TryCreate(value, UriKind.Absolute, out _) => $"{path}: {value} is no URI",
            _ => null,
        };
    }

    private static string? CheckNumber(JsonSchema schema, JsonElement value, string path)
    {
        if (schema.Minimum is null && schema.Maximum is null && schema.MultipleOf is null)
            return null;
        var number = value.GetDecimal();
        if (number < schema.Minimum || number > schema.Maximum)
            return $"{path}: {number} is not within {schema.Minimum} to {schema.Maximum}";
        return schema.MultipleOf is { } step && number % step != 0 ? $"{path}: {number} is no multiple of {step}" : null;
    }

    private static bool IsDateTime(string text)
    {
        // The pattern holds the grammar, the calendar is left to the framework; a leap second counts as second 59.
        var match = DateTimePattern().Match(text);
        return match.Success && DateTime.TryParseExact(
            $"{match.Groups["day"].Value}T{match.Groups["minute"].Value}:{(match.Groups["second"].Value == "60" ? "59" : match.Groups["second"].Value)}",
            "yyyy-MM-dd'T'HH:mm:ss",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _);
    }

    [GeneratedRegex("""^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt](?<minute>[0-9]{2}:[0-9]{2}):(?<second>[0-9]{2})([.][0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])\z""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DateTimePattern();

    [GeneratedRegex("""^-?[0-9]+\z""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WholeNumber();
}

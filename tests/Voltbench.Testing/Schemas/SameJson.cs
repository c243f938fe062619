using System.Globalization;
using System.Text.Json;

namespace Voltbench.Testing.Schemas;

/// <summary>
/// Equality of JSON by meaning: members in any order, <c>2.50</c> is <c>2.5</c>, a date-time is the same with and without <c>Z</c> and zeros in its
/// fraction, null is absent.
/// </summary>
public static class SameJson
{
    /// <summary>The first difference as "path: text", or null.</summary>
    public static string? Difference(string expected, string actual)
    {
        using var left = JsonDocument.Parse(expected);
        using var right = JsonDocument.Parse(actual);
        return Difference(left.RootElement, right.RootElement, "$");
    }

    private static string? Difference(JsonElement expected, JsonElement actual, string path)
    {
        switch (expected.ValueKind, actual.ValueKind)
        {
            case (JsonValueKind.Object, JsonValueKind.Object):
                var names = expected.EnumerateObject().Concat(actual.EnumerateObject()).Select(p => p.Name).Distinct();
                return names.Select(name => Member(expected, actual, name, path)).FirstOrDefault(d => d is not null);
            case (JsonValueKind.Array, JsonValueKind.Array):
                if (expected.GetArrayLength() != actual.GetArrayLength())
                    return $"{path}: {actual.GetArrayLength()} items, not {expected.GetArrayLength()}";
                return Enumerable.Range(0, expected.GetArrayLength())
                    .Select(i => Difference(expected[i], actual[i], $"{path}[{i}]")).FirstOrDefault(d => d is not null);
            case (JsonValueKind.Number, JsonValueKind.Number) when expected.GetDecimal() == actual.GetDecimal():
            case (JsonValueKind.String, JsonValueKind.String) when IsSame(expected.GetString()!, actual.GetString()!):
                return null;
            default:
                return expected.GetRawText() == actual.GetRawText() ? null : $"{path}: {actual.GetRawText()}, not {expected.GetRawText()}";
        }
    }

    private static string? Member(JsonElement expected, JsonElement actual, string name, string path)
    {
        var left = expected.TryGetProperty(name, out var l) && l.ValueKind != JsonValueKind.Null;
        var right = actual.TryGetProperty(name, out var r) && r.ValueKind != JsonValueKind.Null;
        return (left, right) switch
        {
            (true, true) => Difference(l, r, $"{path}.{name}"),
            (true, false) => $"{path}.{name}: is lost",
            (false, true) => $"{path}.{name}: came from nowhere",
            _ => null,
        };
    }

    private static bool IsSame(string expected, string actual) => expected == actual
        || (expected.Length >= 19 && expected[10] == 'T' && Instant(expected) is { } left && Instant(actual) is { } right && left == right);

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value) ? value : null;
}

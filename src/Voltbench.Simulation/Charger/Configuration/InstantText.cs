using System.Globalization;

namespace Voltbench.Simulation.Charger.Configuration;

/// <summary>An instant as RFC 3339 text.</summary>
internal static class InstantText
{
    public static bool TryParse(string text, out DateTimeOffset value, out string why)
    {
        why = "The value is a date-time of RFC 3339.";
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }

    public static string Format(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

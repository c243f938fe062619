using System.Globalization;

namespace Voltbench.Simulation.Charger.Files;

/// <summary>Names of the files that a station uploads.</summary>
internal static class LogNames
{
    /// <summary>Station, kind and time; at most 255 characters, of which none has a meaning in a path.</summary>
    public static string Of(Station station, string kind)
    {
        Span<char> name = stackalloc char[Math.Min(station.Spec.Identity.Length, 48)];
        for (var i = 0; i < name.Length; i++)
            name[i] = char.IsAsciiLetterOrDigit(station.Spec.Identity[i]) ? station.Spec.Identity[i] : '_';
        return string.Create(CultureInfo.InvariantCulture, $"{name}-{kind}-{station.ClockNow.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.log");
    }

    /// <summary>The span lies in the future or ends before it begins: there is no log of it.</summary>
    public static bool IsEmptySpan(Station station, DateTimeOffset? from, DateTimeOffset? to) => from > to || from > station.ClockNow;
}

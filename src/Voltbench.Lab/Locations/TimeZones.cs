using System.Text.RegularExpressions;

namespace Voltbench.Lab.Locations;

/// <summary>Time zones by their IANA names, as the system's time-zone database knows them.</summary>
public static partial class TimeZones
{
    /// <summary>Longest name looked up, characters; the longest that exists has 32.</summary>
    public const int MaxLength = 64;

    public static bool IsKnown(string name) =>
        // The database is a directory: only what can be a zone's name may become a path, and two of its trees are not zones.
        name.Length <= MaxLength && Form().IsMatch(name)
        && !name.StartsWith("posix", StringComparison.Ordinal) && !name.StartsWith("right/", StringComparison.Ordinal) && name != "localtime"
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}

using System.Globalization;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>Coordinates as texts.</summary>
internal static class SiteDegrees
{
    /// <summary>
    /// Degrees with six decimals (11 cm): 2.1.1 asks for exactly as many (mod_locations §4.12), 2.2.1 for five to seven in at most 10 characters, where seven do not
    /// fit behind a sign (§8.4.12).
    /// </summary>
    public static string Format(double degrees) => degrees.ToString("0.000000", CultureInfo.InvariantCulture);
}

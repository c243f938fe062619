using System.Globalization;
using System.Text.RegularExpressions;

namespace Voltbench.Gateway.Validation;

/// <summary>Date-times of RFC 3339.</summary>
public static partial class Rfc3339
{
    /// <returns>False for anything else, a time without offset among it.</returns>
    public static bool TryParse(string text, out DateTimeOffset utc)
    {
        utc = default;
        if (!Form().IsMatch(text) || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            return false;
        utc = at.ToUniversalTime();
        return true;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}

using System.Globalization;
using Voltbench.Gateway.Validation;

namespace Voltbench.Gateway.Cpos;

/// <summary>Ids of simulated parties in paths.</summary>
internal static class CpoPath
{
    /// <summary>
    /// An id of decimal digits; another text is a 422. A number that no party can have is 0, which nobody has, so that it answers like any other that does not exist.
    /// </summary>
    public static long PathPartyId(this RequestReader input, string name = "cpo_id")
    {
        var text = input.PathText(name);
        if (text.Length == 0 || text.Any(static c => !char.IsAsciiDigit(c)))
        {
            input.Violations.Add(Loc.Path(name), ViolationType.StringPatternMismatch(@"^\d+$"), Echo.Text(text));
            return 0;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
    }
}

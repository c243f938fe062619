using System.Globalization;
using Microsoft.Extensions.Primitives;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer;

/// <summary>What a request for a list asks for (transport_and_format, Paginated Request).</summary>
/// <param name="Offset">First object, from 0.</param>
/// <param name="Limit">Objects at most, 1 to <see cref="MaxLimit"/>; a higher wish is lowered to it.</param>
/// <param name="From">Inclusive; null for no limit.</param>
/// <param name="To">Exclusive; null for no limit.</param>
public sealed record OcpiPage(long Offset, int Limit, DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>Objects of a page when none are asked for, and at most.</summary>
    public const int MaxLimit = 200;

    public static OcpiPage First { get; } = new(0, MaxLimit, null, null);

    /// <summary>Reads the four parameters; others are the module's own or nobody's.</summary>
    /// <returns>What is wrong and what would be right; null when nothing is.</returns>
    public static string? TryRead(IQueryCollection query, out OcpiPage page)
    {
        page = First;
        if (Number(query["offset"], 0, long.MaxValue / 2, 0) is not { } offset)
            return "offset must be an integer of 0 or more.";
        if (Number(query["limit"], 1, long.MaxValue, MaxLimit) is not { } limit)
            return "limit must be an integer of 1 or more.";
        if (!TryInstant(query["date_from"], out var from))
            return "date_from must be a date-time in UTC such as 2015-06-29T20:39:09Z.";
        if (!TryInstant(query["date_to"], out var to))
            return "date_to must be a date-time in UTC such as 2015-06-29T20:39:09Z.";
        page = new OcpiPage(offset, (int)Math.Min(limit, MaxLimit), from, to);
        return null;
    }

    private static long? Number(StringValues given, long min, long max, long fallback) => given switch
    {
        { Count: 0 } => fallback,
        { Count: 1 } when long.TryParse(given[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max => number,
        // A million times a million is still a number; it is only more than there is.
        { Count: 1 } when min > 0 && given[0] is { Length: > 18 and < 100 } digits && digits.All(char.IsAsciiDigit) => max,
        _ => null,
    };

    private static bool TryInstant(StringValues given, out DateTimeOffset? instant)
    {
        instant = null;
        if (given.Count == 0)
            return true;
        if (given.Count > 1 || !OcpiDateTime.TryParse(given[0], out var read))
            return false;
        instant = read;
        return true;
    }
}

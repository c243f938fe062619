namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>
/// When a running session gets a further charging period although no price changes, so that a driver sees how it goes on: every minute at first, seldom
/// later (mod_sessions, Session object: neither one a minute for hours nor one in half an hour). The same instants serve to read a long session: the readings
/// around them are all that its periods are made of.
/// </summary>
internal static class PeriodGrid
{
    /// <summary>More than a session of four weeks needs.</summary>
    public const int Most = 700;

    private static readonly (TimeSpan Until, TimeSpan Step)[] Steps =
    [
        (TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1)),
        (TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5)),
        (TimeSpan.FromHours(6), TimeSpan.FromMinutes(15)),
        (TimeSpan.MaxValue, TimeSpan.FromHours(1)),
    ];

    /// <summary>The instants between start and end, without these, ascending; at most <see cref="Most"/>.</summary>
    public static IReadOnlyList<DateTimeOffset> Between(DateTimeOffset start, DateTimeOffset end)
    {
        var length = end - start;
        var instants = new List<DateTimeOffset>();
        var at = TimeSpan.Zero;
        foreach (var (until, step) in Steps)
        {
            while (at < until && at + step < length && instants.Count < Most)
            {
                at += step;
                instants.Add(start + at);
            }
        }

        return instants;
    }
}

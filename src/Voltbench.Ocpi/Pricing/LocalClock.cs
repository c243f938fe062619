namespace Voltbench.Ocpi.Pricing;

/// <summary>The clocks of a location.</summary>
internal sealed class LocalClock
{
    private const long Day = 86_400;
    private readonly TimeZoneInfo zone;

    public LocalClock(string? timeZone)
        => zone = timeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) ? found : TimeZoneInfo.Utc;

    /// <summary>What the clocks show.</summary>
    public DateTime At(long second) => DateTimeOffset.FromUnixTimeSeconds(second + Offset(second)).DateTime;

    /// <summary>
    /// Every moment between the two at which an element may begin or end to match: its times of day, midnight, and the change between summer and
    /// winter time, when the clocks jump over one or pass it twice.
    /// </summary>
    public IEnumerable<long> Borders(long from, long to, PricedTariff tariff)
    {
        var times = Times(tariff);
        if (times.Count == 0)
            yield break;
        foreach (var (begin, end, offset) in Offsets(from, to))
        {
            yield return begin;
            for (var midnight = (begin + offset) / Day * Day; midnight - offset < end; midnight += Day)
            {
                foreach (var time in times)
                {
                    if (midnight + time - offset is var second && second > begin && second < end)
                        yield return second;
                }
            }
        }
    }

    private static SortedSet<long> Times(PricedTariff tariff)
    {
        var times = new SortedSet<long>();
        foreach (var element in tariff.Elements)
        {
            if (element.Restrictions is not { } only)
                continue;
            if (only.StartTime is not null || only.EndTime is not null || only.StartDate is not null || only.EndDate is not null || only.Days.Count > 0)
                times.Add(0);
            if (only.StartTime is { } start)
                times.Add((long)start.ToTimeSpan().TotalSeconds);
            if (only.EndTime is { } end)
                times.Add((long)end.ToTimeSpan().TotalSeconds);
        }

        return times;
    }

    /// <summary>The pieces in which the clocks keep the same distance to UTC.</summary>
    private IEnumerable<(long Begin, long End, long Offset)> Offsets(long from, long to)
    {
        while (from < to)
        {
            var offset = Offset(from);
            var same = from;
            var other = Math.Min(from + Day, to);
            while (Offset(other) == offset && other < to)
                (same, other) = (other, Math.Min(other + Day, to));
            if (Offset(other) == offset)
            {
                yield return (from, to, offset);
                yield break;
            }

            while (other - same > 1)
            {
                var middle = same + ((other - same) / 2);
                if (Offset(middle) == offset)
                    same = middle;
                else
                    other = middle;
            }

            yield return (from, other, offset);
            from = other;
        }
    }

    private long Offset(long second) => (long)zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(second)).TotalSeconds;
}

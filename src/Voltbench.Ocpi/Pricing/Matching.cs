namespace Voltbench.Ocpi.Pricing;

/// <summary>Which component of a tariff holds for a stretch.</summary>
internal sealed class Matching(PricedTariff tariff, LocalClock clock, long start)
{
    /// <summary>The first element that prices the dimension and whose restrictions match; null = it costs nothing.</summary>
    public Active? Find(TariffDimension dimension, in Stretch stretch, ReservationRestriction? reservation = null)
    {
        for (var i = 0; i < tariff.Elements.Count; i++)
        {
            var element = tariff.Elements[i];
            if (element.Restrictions?.Reservation != reservation)
                continue;
            for (var k = 0; k < element.Components.Count; k++)
            {
                if (element.Components[k].Dimension == dimension && Matches(element.Restrictions, stretch))
                    return new Active(i, k, element.Components[k]);
            }
        }

        return null;
    }

    private bool Matches(PricedRestrictions? only, in Stretch stretch)
    {
        if (only is null)
            return true;
        var lasted = stretch.From - start;
        return lasted >= (only.MinDuration ?? 0) && (only.MaxDuration is not { } longest || lasted < longest)
            && stretch.EnergyBefore >= (only.MinKwh ?? 0) * 1_000 && (only.MaxKwh is not { } most || stretch.EnergyBefore < most * 1_000)
            && IsWithin(only.MinPower, only.MaxPower, stretch.PowerKw) && IsWithin(only.MinCurrent, only.MaxCurrent, stretch.CurrentA)
            && MatchesClock(only, stretch.From);
    }

    /// <summary>A bound on what nobody measured does not match.</summary>
    private static bool IsWithin(decimal? min, decimal? max, decimal? value)
        => (min is null || value >= min) && (max is null || value < max);

    private bool MatchesClock(PricedRestrictions only, long second)
    {
        if (only is { StartTime: null, EndTime: null, StartDate: null, EndDate: null, Days.Count: 0 })
            return true;
        var now = clock.At(second);
        var date = DateOnly.FromDateTime(now);
        return (only.StartDate is not { } first || date >= first) && (only.EndDate is not { } last || date < last)
            && (only.Days.Count == 0 || only.Days.Contains(now.DayOfWeek)) && MatchesTime(only, TimeOnly.FromDateTime(now));
    }

    private static bool MatchesTime(PricedRestrictions only, TimeOnly now)
    {
        var from = only.StartTime ?? TimeOnly.MinValue;
        var until = only.EndTime ?? TimeOnly.MinValue;
        if (until == TimeOnly.MinValue)
            return now >= from; // to the end of the day
        return from < until ? now >= from && now < until : now >= from || now < until;
    }
}

/// <summary>A component at its place in the tariff.</summary>
internal readonly record struct Active(int Element, int Index, PricedComponent Component);

namespace Voltbench.Simulation.SmartCharging;

/// <summary>
/// Shares a limit of the whole station among its connectors, so that the sum never exceeds it: everybody gets the same, and what one cannot use goes to
/// the others. Where a share would be too small to charge with (6 A, or the schedule's minChargingRate), the transaction that began last waits, so that
/// the others can charge at all.
/// </summary>
internal static class FairShare
{
    private const double Slack = 1e-6;

    /// <summary>Fills <paramref name="shares"/>, W.</summary>
    /// <param name="limit">The limit of the station, in its unit.</param>
    /// <param name="grid">The station's supply.</param>
    /// <param name="outlets">All connectors.</param>
    /// <param name="offers">What each may give by itself.</param>
    /// <param name="floors">Below this its charging makes no sense, W.</param>
    /// <param name="shares">Takes the answer.</param>
    public static void Split(
        in ProfileStep limit,
        Grid grid,
        ReadOnlySpan<Outlet> outlets,
        ReadOnlySpan<Offer> offers,
        ReadOnlySpan<double> floors,
        Span<double> shares)
    {
        var isWatts = limit.Schedule!.Unit == RateUnit.W;
        Span<double> unit = stackalloc double[outlets.Length]; // of the limit, per watt
        Span<bool> isIn = stackalloc bool[outlets.Length];
        for (var i = 0; i < outlets.Length; i++)
        {
            unit[i] = isWatts ? 1 : grid.AmperesPerWatt(outlets[i], offers[i].Phases);
            isIn[i] = outlets[i].TakesPart;
        }

        do
            Fill(limit.Period.Limit, offers, unit, isIn, shares);
        while (Evict(outlets, offers, floors, isIn, shares));

        // Nobody charges there: it could have it all.
        for (var i = 0; i < outlets.Length; i++)
        {
            if (!outlets[i].TakesPart)
                shares[i] = Math.Min(offers[i].LimitW, limit.Period.Limit / unit[i]);
        }
    }

    /// <summary>The least demanding are served in full for as long as an equal part of the rest is enough; the others share the rest.</summary>
    private static void Fill(double limit, ReadOnlySpan<Offer> offers, ReadOnlySpan<double> unit, ReadOnlySpan<bool> isIn, Span<double> shares)
    {
        Span<bool> isServed = stackalloc bool[offers.Length];
        var (rest, count) = (limit, 0);
        for (var i = 0; i < offers.Length; i++)
        {
            shares[i] = 0;
            isServed[i] = !isIn[i];
            count += isIn[i] ? 1 : 0;
        }

        for (; count > 0; count--)
        {
            var least = -1;
            for (var i = 0; i < offers.Length; i++)
            {
                if (!isServed[i] && (least < 0 || offers[i].LimitW * unit[i] < offers[least].LimitW * unit[least]))
                    least = i;
            }

            var share = Math.Max(0, Math.Min(offers[least].LimitW * unit[least], rest / count));
            shares[least] = share / unit[least];
            rest -= share;
            isServed[least] = true;
        }
    }

    /// <summary>Takes out the one that began last when somebody's share is too small; false when all is well or one is left.</summary>
    private static bool Evict(ReadOnlySpan<Outlet> outlets, ReadOnlySpan<Offer> offers, ReadOnlySpan<double> floors, Span<bool> isIn, ReadOnlySpan<double> shares)
    {
        var (last, count, isTooSmall) = (-1, 0, false);
        for (var i = 0; i < outlets.Length; i++)
        {
            if (!isIn[i] || offers[i].LimitW <= 0)
                continue;
            count++;
            isTooSmall |= shares[i] < Math.Min(floors[i], offers[i].LimitW) - Slack;
            if (last < 0 || (outlets[i].ChargingSince ?? long.MaxValue) >= (outlets[last].ChargingSince ?? long.MaxValue))
                last = i;
        }

        if (!isTooSmall || count < 2)
            return false;
        isIn[last] = false;
        return true;
    }
}

namespace Voltbench.Ocpi.Pricing;

/// <summary>Cuts a record into stretches: at readings, changes of state, and wherever a restriction of the tariff may begin or end to match.</summary>
internal sealed class Timeline
{
    // Finer than any meter; a sum of such numbers is exact, so a step is never passed by an error of rounding.
    private const int WattHourDecimals = 6;

    private readonly ChargingRecord record;
    private readonly long start;
    private readonly long end;
    private readonly bool heldBackIsParking;
    private readonly List<(long From, ChargingState State)> states;
    private readonly SortedSet<long> cuts = [];
    private readonly decimal[] energyCuts;
    private readonly List<Stretch> stretches = [];

    private Timeline(ChargingRecord record, PricedTariff? tariff, OcpiVersion version, LocalClock clock)
    {
        this.record = record;
        start = record.Start.ToUnixTimeSeconds();
        end = Math.Max(start, record.End.ToUnixTimeSeconds());
        // 2.1.1 CdrDimensionType: "time not charging"; 2.2.1: the vehicle is not requesting power.
        heldBackIsParking = version == OcpiVersion.V211;
        states = States(record.Changes);
        foreach (var (from, _) in states)
            cuts.Add(from);
        foreach (var cut in record.Cuts)
            cuts.Add(cut.ToUnixTimeSeconds());
        if (tariff is null)
        {
            energyCuts = [];
            return;
        }

        foreach (var border in clock.Borders(start, end, tariff))
            cuts.Add(border);
        var restrictions = tariff.Elements.Select(e => e.Restrictions).OfType<PricedRestrictions>().ToList();
        foreach (var duration in restrictions.SelectMany(r => new[] { r.MinDuration, r.MaxDuration }))
        {
            if (duration is { } seconds)
                cuts.Add(start + seconds);
        }

        energyCuts = [.. restrictions.SelectMany(r => new[] { r.MinKwh, r.MaxKwh }).OfType<decimal>().Select(kwh => kwh * 1_000).Distinct().Order()];
    }

    /// <summary>The session, without what was before it.</summary>
    public static List<Stretch> Of(ChargingRecord record, PricedTariff? tariff, OcpiVersion version, LocalClock clock)
    {
        var timeline = new Timeline(record, tariff, version, clock);
        timeline.Cut();
        return timeline.stretches;
    }

    /// <summary>The time before the session for which the EVSE was reserved.</summary>
    public static List<Stretch> OfReservation(ReservationRecord reservation, PricedTariff? tariff, LocalClock clock)
    {
        var (start, end) = (reservation.Start.ToUnixTimeSeconds(), reservation.End.ToUnixTimeSeconds());
        if (end <= start)
            return reservation.IsExpired ? [new Stretch(PeriodKind.Reservation, start, start, 0, 0, null, null)] : [];
        var borders = new SortedSet<long> { start, end };
        if (tariff is not null)
        {
            foreach (var border in clock.Borders(start, end, tariff))
                borders.Add(border);
            foreach (var only in tariff.Elements.Select(e => e.Restrictions).OfType<PricedRestrictions>())
            {
                if (only.MinDuration is { } min)
                    borders.Add(start + min);
                if (only.MaxDuration is { } max)
                    borders.Add(start + max);
            }
        }

        var inside = borders.GetViewBetween(start, end).ToList();
        return [.. inside.Zip(inside.Skip(1), (from, to) => new Stretch(PeriodKind.Reservation, from, to, 0, 0, null, null))];
    }

    private void Cut()
    {
        var points = Points();
        if (points.Count == 1)
        {
            // Everything within one second.
            AddCutByEnergy(start, start, 0, points[0].EnergyWh, StateAt(start), null, null);
            return;
        }

        for (var i = 1; i < points.Count; i++)
            CutGap(points[i - 1], points[i]);
    }

    /// <summary>Between two readings energy flows evenly while the car charges; only if it never did, evenly over all of the time.</summary>
    private void CutGap(Point a, Point b)
    {
        var inside = new List<long> { a.Second };
        if (a.Second + 1 <= b.Second - 1)
            inside.AddRange(cuts.GetViewBetween(a.Second + 1, b.Second - 1));
        inside.Add(b.Second);

        long flowing = 0;
        for (var i = 1; i < inside.Count; i++)
            flowing += StateAt(inside[i - 1]) == ChargingState.Charging ? inside[i] - inside[i - 1] : 0;
        var always = flowing == 0;
        if (always)
            flowing = b.Second - a.Second;
        var energy = b.EnergyWh - a.EnergyWh;
        // What was read beats what follows from whole watt-hours in whole seconds, which is far off in a short stretch.
        var power = Mean(a.PowerW, b.PowerW) is { } read ? read / 1_000 : energy * 3.6m / flowing;
        var current = Mean(a.CurrentA, b.CurrentA) ?? (record.Voltage is > 0 and var volt ? power * 1_000 / volt : null);

        long flowed = 0;
        for (var i = 1; i < inside.Count; i++)
        {
            var (from, to) = (inside[i - 1], inside[i]);
            var state = StateAt(from);
            var flows = always || state == ChargingState.Charging;
            var before = a.EnergyWh + Share(flowed);
            flowed += flows ? to - from : 0;
            AddCutByEnergy(from, to, before, a.EnergyWh + Share(flowed), state, flows ? power : 0, flows ? current : current is null ? null : 0);
        }

        decimal Share(long seconds) => seconds == flowing ? energy : Math.Round(energy * seconds / flowing, WattHourDecimals);
    }

    private void AddCutByEnergy(long from, long to, decimal before, decimal after, ChargingState state, decimal? power, decimal? current)
    {
        var kind = state switch
        {
            ChargingState.Charging => PeriodKind.Charging,
            ChargingState.SuspendedEvse when !heldBackIsParking => PeriodKind.Charging,
            _ => PeriodKind.Parking,
        };
        var (second, energy) = (from, before);
        foreach (var cut in energyCuts)
        {
            if (cut <= energy || cut >= after)
                continue;
            var at = from + (long)Math.Round((to - from) * (cut - before) / (after - before));
            stretches.Add(new(kind, second, at, energy, cut - energy, power, current));
            (second, energy) = (at, cut);
        }

        stretches.Add(new(kind, second, to, energy, after - energy, power, current));
    }

    /// <summary>Readings by the second, from zero at the start, never falling, one at the start and one at the end.</summary>
    private List<Point> Points()
    {
        var points = new List<Point>();
        decimal? first = null;
        decimal highest = 0;
        foreach (var sample in record.Samples)
        {
            var second = Math.Clamp(sample.At.ToUnixTimeSeconds(), start, end);
            if (first is null || (second == start && sample.At < record.Start))
                (first, highest) = (sample.EnergyWh, 0);
            highest = Math.Max(highest, Math.Round(sample.EnergyWh - first.Value, WattHourDecimals));
            var point = new Point(second, highest, sample.CurrentA, sample.PowerW);
            if (points.Count > 0 && points[^1].Second == second)
            {
                // In the first second the first reading counts, the rest is found at the next one.
                if (second > start || start == end)
                    points[^1] = point;
            }
            else
            {
                points.Add(second == start ? point with { EnergyWh = start == end ? highest : 0 } : point);
            }
        }

        if (points.Count == 0 || points[0].Second > start)
            points.Insert(0, new Point(start, 0, null, null));
        if (points[^1].Second < end)
            points.Add(new Point(end, highest, null, null));
        return points;
    }

    /// <summary>Without repetitions: many stations tell their state with every reading.</summary>
    private static List<(long From, ChargingState State)> States(IReadOnlyList<ChargingChange> changes)
    {
        var found = new List<(long From, ChargingState State)> { (long.MinValue, ChargingState.Charging) };
        foreach (var change in changes)
        {
            var second = change.At.ToUnixTimeSeconds();
            if (found[^1].From == second)
                found.RemoveAt(found.Count - 1);
            if (found[^1].State != change.State)
                found.Add((second, change.State));
        }

        return found;
    }

    private ChargingState StateAt(long second)
    {
        var (low, high) = (0, states.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = states[middle].From <= second ? (middle, high) : (low, middle - 1);
        }

        return states[low].State;
    }

    private static decimal? Mean(decimal? a, decimal? b) => a is { } x && b is { } y ? (x + y) / 2 : a ?? b;

    private readonly record struct Point(long Second, decimal EnergyWh, decimal? CurrentA, decimal? PowerW);
}

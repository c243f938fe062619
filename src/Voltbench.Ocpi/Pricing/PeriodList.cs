namespace Voltbench.Ocpi.Pricing;

/// <summary>
/// Charging periods out of stretches: a new one wherever another component becomes relevant (2.2.1 CDR object, "ChargingPeriod") or the car begins or ends
/// to charge, and only there, however many readings there were.
/// </summary>
/// <param name="cuts">Where a new one begins in any case.</param>
internal sealed class PeriodList(IReadOnlyList<DateTimeOffset> cuts)
{
    private readonly List<Open> periods = [];
    private readonly HashSet<long> cuts = [.. cuts.Select(c => c.ToUnixTimeSeconds())];

    /// <param name="energy">The component of the energy in the stretch.</param>
    /// <param name="time">The component of its time.</param>
    /// <param name="isFlatDue">The fixed fee became due with it.</param>
    public void Add(in Stretch stretch, Active? energy, Active? time, bool isFlatDue)
    {
        var last = periods.Count > 0 ? periods[^1] : null;
        var hasEnergy = stretch.Energy > 0;
        // A stretch without energy may join whatever price of energy holds, one without length whatever price of time.
        if (last is null || last.Kind != stretch.Kind || isFlatDue
            || (stretch.From > last.From && cuts.Contains(stretch.From))
            || (hasEnergy && last.HasEnergy && last.Energy != energy)
            || (stretch.Seconds > 0 && last.Seconds > 0 && last.Time != time))
        {
            periods.Add(last = new Open { Kind = stretch.Kind, From = stretch.From });
        }

        if (hasEnergy)
            (last.HasEnergy, last.Energy) = (true, energy);
        if (stretch.Seconds > 0 || last.Seconds == 0)
            last.Time = time;
        last.Seconds += stretch.Seconds;
        last.WattHours += stretch.Energy;
        last.IsFlatDue |= isFlatDue;
        if (stretch is { Kind: PeriodKind.Charging, Seconds: > 0 })
            last.Measure(stretch.PowerKw, stretch.CurrentA);
    }

    /// <summary>Volumes with four decimals: each is the difference of two rounded sums, so that they add up to the rounded total.</summary>
    public List<PricedPeriod> Close()
    {
        var closed = new List<PricedPeriod>(periods.Count);
        var (seconds, wattHours, reserved) = (0L, 0m, 0L);
        foreach (var period in periods)
        {
            decimal hours;
            if (period.Kind == PeriodKind.Reservation)
                hours = Volume(reserved += period.Seconds, 3_600) - Volume(reserved - period.Seconds, 3_600);
            else
                hours = Volume(seconds += period.Seconds, 3_600) - Volume(seconds - period.Seconds, 3_600);
            closed.Add(new PricedPeriod
            {
                Kind = period.Kind,
                Start = DateTimeOffset.FromUnixTimeSeconds(period.From),
                Hours = hours,
                Energy = Volume(wattHours += period.WattHours, 1_000) - Volume(wattHours - period.WattHours, 1_000),
                IsFlatDue = period.IsFlatDue,
                MinCurrent = Round(period.MinCurrent, 2),
                MaxCurrent = Round(period.MaxCurrent, 2),
                MinPower = Round(period.MinPower, 3),
                MaxPower = Round(period.MaxPower, 3),
            });
        }

        return closed;
    }

    private static decimal Volume(decimal amount, int perUnit) => Math.Round(amount / perUnit, 4, MidpointRounding.AwayFromZero);

    private static decimal? Round(decimal? value, int decimals) => value is { } v ? Math.Round(v, decimals, MidpointRounding.AwayFromZero) : null;

    private sealed class Open
    {
        public PeriodKind Kind { get; init; }

        public long From { get; init; }

        public long Seconds { get; set; }

        public decimal WattHours { get; set; }

        public bool HasEnergy { get; set; }

        public Active? Energy { get; set; }

        public Active? Time { get; set; }

        public bool IsFlatDue { get; set; }

        public decimal? MinCurrent { get; private set; }

        public decimal? MaxCurrent { get; private set; }

        public decimal? MinPower { get; private set; }

        public decimal? MaxPower { get; private set; }

        public void Measure(decimal? power, decimal? current)
        {
            (MinPower, MaxPower) = (Min(MinPower, power), Max(MaxPower, power));
            (MinCurrent, MaxCurrent) = (Min(MinCurrent, current), Max(MaxCurrent, current));
        }

        private static decimal? Min(decimal? a, decimal? b) => a is { } x && b is { } y ? Math.Min(x, y) : a ?? b;

        private static decimal? Max(decimal? a, decimal? b) => a is { } x && b is { } y ? Math.Max(x, y) : a ?? b;
    }
}

namespace Voltbench.Simulation.SmartCharging;

/// <summary>What a connector or the whole station may take over a time, in merged periods (1.6 §5.7, 2.0.1 K08).</summary>
/// <param name="Start">Its first second, on the station's clock.</param>
/// <param name="Duration">Length, s; shorter than asked for when <see cref="MostPeriods"/> did not suffice.</param>
/// <param name="Unit">Unit of the limits.</param>
/// <param name="Periods">Limits with one decimal, rounded down.</param>
internal sealed record CompositeSchedule(long Start, int Duration, RateUnit Unit, IReadOnlyList<ProfilePeriod> Periods)
{
    /// <summary>So many periods at most; the schedule ends where the next would begin.</summary>
    public const int MostPeriods = 1_024;

    // Changes that do not show in the limit cost work too: a profile that repeats for decades must not keep the station busy.
    private const int MostSteps = 20_000;

    /// <summary>The schedule of one connector.</summary>
    /// <param name="profiles">The installed profiles.</param>
    /// <param name="outlets">All connectors; that of <paramref name="index"/> should take part.</param>
    /// <param name="index">Which of them.</param>
    /// <param name="start">First second.</param>
    /// <param name="duration">Length, s; &gt; 0.</param>
    /// <param name="unit">Unit of the answer.</param>
    public static CompositeSchedule OfOutlet(ProfileSet profiles, Outlet[] outlets, int index, long start, int duration, RateUnit unit)
        => Build(start, duration, unit, now =>
        {
            Span<Offer> offers = stackalloc Offer[outlets.Length];
            var until = Composition.At(profiles, outlets, now, offers);
            var (offer, outlet) = (offers[index], outlets[index]);
            var limit = unit == RateUnit.W ? offer.LimitW : offer.LimitW / outlet.WattsPerAmpere(offer.Phases);
            return (limit, outlet.IsDc ? null : offer.Phases, offer.PhaseToUse, until);
        });

    /// <summary>The schedule of the whole station.</summary>
    public static CompositeSchedule OfStation(ProfileSet profiles, Outlet[] outlets, long start, int duration, RateUnit unit)
    {
        var isDc = Array.TrueForAll(outlets, static o => o.IsDc);
        return Build(start, duration, unit, now =>
        {
            var (limit, phases, until) = Composition.Total(profiles, outlets, now, unit);
            return (limit, isDc ? null : phases, null, until);
        });
    }

    /// <summary>One decimal, as the standards allow, and never more than the limit.</summary>
    public static double RoundDown(double limit) => Math.Floor((limit * 10) + 1e-6) / 10;

    private static CompositeSchedule Build(long start, int duration, RateUnit unit, Func<long, (double Limit, int? Phases, int? PhaseToUse, long Until)> at)
    {
        var periods = new List<ProfilePeriod>();
        var end = start + duration;
        var now = start;
        for (var steps = 0; now < end && steps < MostSteps; steps++)
        {
            var (limit, phases, phaseToUse, until) = at(now);
            var period = new ProfilePeriod((int)(now - start), RoundDown(limit), phases, phaseToUse);
            if (periods.Count == 0 || periods[^1] with { Start = period.Start } != period)
            {
                if (periods.Count == MostPeriods)
                    break;
                periods.Add(period);
            }

            now = Math.Min(until, end);
        }

        return new CompositeSchedule(start, (int)(now - start), unit, periods);
    }
}

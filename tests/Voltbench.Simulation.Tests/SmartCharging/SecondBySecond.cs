using Voltbench.Simulation.SmartCharging;

namespace Voltbench.Simulation.Tests.SmartCharging;

/// <summary>
/// What the standards say of charging profiles, as literally and slowly as can be: every second is looked at by itself, every period is walked through.
/// Knows nothing of the sorting, the skipping and the closed forms of the real one.
/// </summary>
internal sealed class SecondBySecond(IReadOnlyList<Profile> profiles, IReadOnlyList<Outlet> outlets)
{
    public sealed record Said(RateUnit Unit, double Limit, int Phases, int? PhaseToUse, double? MinRate);

    public sealed record Answer(double LimitW, int Phases, int? PhaseToUse);

    /// <summary>Whether a profile says something at a second, and what.</summary>
    public static Said? Says(Profile profile, long second, long? chargingSince)
    {
        if (profile.ValidFrom is { } from && second < from)
            return null;
        if (profile.ValidTo is { } to && second >= to)
            return null;
        var schedule = profile.Schedules[profile.Chosen];
        long? start = profile.Kind == ProfileKind.Relative ? null : schedule.Start;
        if (start is null)
            start = profile.Purpose is ProfilePurpose.Tx or ProfilePurpose.TxDefault ? chargingSince : profile.InstalledAt;
        if (start is null || second < start)
            return null;
        if (profile.Kind == ProfileKind.Recurring)
        {
            var cycle = profile.Recurrency == Recurrency.Weekly ? 604_800 : 86_400;
            while (start + cycle <= second)
                start += cycle;
        }

        var offset = second - start.Value;
        if (offset >= schedule.Duration)
            return null;
        Said? said = null;
        foreach (var period in schedule.Periods)
        {
            if (period.Start <= offset)
                said = new Said(schedule.Unit, period.Limit, period.Phases ?? 3, period.PhaseToUse, schedule.MinRate);
        }

        return said;
    }

    public Answer[] At(long second)
    {
        var station = new[] { StationWide(ProfilePurpose.StationMax, second), StationWide(ProfilePurpose.External, second) };
        var own = outlets.Select(o => Own(o, second, station)).ToArray();
        var least = own.Select(o => o.LimitW).ToArray();
        foreach (var limit in station.OfType<Said>())
        {
            var shares = Shares(limit, own);
            for (var i = 0; i < least.Length; i++)
                least[i] = Math.Min(least[i], shares[i]);
        }

        return [.. own.Select((o, i) => new Answer(least[i], o.Phases, o.PhaseToUse))];
    }

    public double Total(long second, RateUnit unit)
    {
        var station = new[] { StationWide(ProfilePurpose.StationMax, second), StationWide(ProfilePurpose.External, second) };
        var total = outlets.Sum(o => Own(o, second, station) is var own && unit == RateUnit.W ? own.LimitW : own.LimitW * AmperesPerWatt(o, own.Phases));
        foreach (var limit in station.OfType<Said>())
        {
            var perAmpere = SupplyV * SupplyPhases;
            var inUnit = (limit.Unit, unit) switch
            {
                (RateUnit.A, RateUnit.W) => limit.Limit * perAmpere,
                (RateUnit.W, RateUnit.A) => limit.Limit / perAmpere,
                _ => limit.Limit,
            };
            total = Math.Min(total, inUnit);
        }

        return total;
    }

    private double SupplyV => outlets.Where(o => !o.IsDc).Select(o => o.VoltageV).DefaultIfEmpty(230).Max();

    private int SupplyPhases => outlets.Any(o => o.IsDc) ? 3 : outlets.Max(o => o.Phases);

    private double AmperesPerWatt(Outlet outlet, int phases) => outlet.IsDc ? 1 / (SupplyV * SupplyPhases) : 1 / (outlet.VoltageV * phases);

    private Said? StationWide(ProfilePurpose purpose, long second)
        => Highest(profiles.Where(p => p.Purpose == purpose && p.EvseId == 0), second, null);

    private static Said? Highest(IEnumerable<Profile> candidates, long second, long? chargingSince)
        => candidates.Where(p => Says(p, second, chargingSince) is not null)
            .OrderByDescending(p => p.StackLevel).ThenByDescending(p => p.EvseId).ThenBy(p => p.Id)
            .Select(p => Says(p, second, chargingSince)).FirstOrDefault();

    private (double LimitW, int Phases, int? PhaseToUse, double FloorW) Own(Outlet outlet, long second, Said?[] station)
    {
        var tx = outlet.Transaction is null
            ? null
            : Highest(profiles.Where(p => p.Purpose == ProfilePurpose.Tx && p.EvseId == outlet.Id && p.Transaction == outlet.Transaction), second, outlet.ChargingSince);
        tx ??= Highest(profiles.Where(p => p.Purpose == ProfilePurpose.TxDefault && (p.EvseId == 0 || p.EvseId == outlet.Id)), second, outlet.ChargingSince);
        var external = Highest(profiles.Where(p => p.Purpose == ProfilePurpose.External && p.EvseId == outlet.Id), second, outlet.ChargingSince);
        var said = station.Append(tx).Append(external).OfType<Said>().ToList();

        var phases = outlet.IsDc ? 1 : said.Select(s => s.Phases).Append(outlet.Phases).Min();
        var ampere = outlet.IsDc ? outlet.VoltageV : outlet.VoltageV * phases;
        var limit = outlet.RatedW * phases / outlet.Phases;
        foreach (var own in new[] { tx, external }.OfType<Said>())
            limit = Math.Min(limit, own.Unit == RateUnit.W ? own.Limit : own.Limit * ampere);
        var floor = outlet.IsDc ? 0 : 6 * ampere;
        if (tx?.MinRate is { } rate)
            floor = Math.Max(floor, tx.Unit == RateUnit.W ? rate : rate * ampere);
        return (limit, phases, phases == 1 && !outlet.IsDc ? tx?.PhaseToUse ?? external?.PhaseToUse : null, floor);
    }

    // One level for all, found by trying: everybody gets the level or what he can use.
    private double[] Shares(Said limit, (double LimitW, int Phases, int? PhaseToUse, double FloorW)[] own)
    {
        var unit = outlets.Select((o, i) => limit.Unit == RateUnit.W ? 1 : AmperesPerWatt(o, own[i].Phases)).ToArray();
        var inside = Enumerable.Range(0, own.Length).Where(i => outlets[i].TakesPart).ToList();
        while (true)
        {
            var (low, high) = (0.0, limit.Limit + 1);
            for (var tries = 0; tries < 50; tries++)
            {
                var level = (low + high) / 2;
                if (inside.Sum(i => Math.Min(own[i].LimitW * unit[i], level)) <= limit.Limit)
                    low = level;
                else
                    high = level;
            }

            var shares = own.Select((o, i) => inside.Contains(i) ? Math.Min(o.LimitW, low / unit[i]) : 0).ToArray();
            var hungry = inside.Where(i => own[i].LimitW > 0).ToList();
            if (hungry.Count > 1 && hungry.Any(i => shares[i] < Math.Min(own[i].FloorW, own[i].LimitW) - 1e-4))
            {
                inside.Remove(hungry.OrderByDescending(i => outlets[i].ChargingSince ?? long.MaxValue).ThenByDescending(i => i).First());
                continue;
            }

            for (var i = 0; i < own.Length; i++)
            {
                if (!outlets[i].TakesPart)
                    shares[i] = Math.Min(own[i].LimitW, limit.Limit / unit[i]);
            }

            return shares;
        }
    }
}

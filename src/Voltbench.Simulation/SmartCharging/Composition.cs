namespace Voltbench.Simulation.SmartCharging;

/// <summary>
/// Combines the profiles of all purposes (1.6 §3.13.3, 2.0.1 K01): for a connector the least of its own limits – TxProfile or else TxDefaultProfile, external
/// constraints of the EVSE, the hardware – and of its share of what the whole station may take. Limits in A are converted with the nominal voltage and
/// the phases in use: those that connector, car and every prevailing period have in common.
/// </summary>
internal static class Composition
{
    /// <summary>Finds what every connector may give at a second.</summary>
    /// <param name="profiles">The installed profiles.</param>
    /// <param name="outlets">All connectors of the station.</param>
    /// <param name="now">Second on the station's clock.</param>
    /// <param name="offers">Takes the answer, one for each outlet.</param>
    /// <returns>The first second at which the answer may differ.</returns>
    public static long At(ProfileSet profiles, ReadOnlySpan<Outlet> outlets, long now, Span<Offer> offers)
    {
        var max = profiles.Prevailing(ProfilePurpose.StationMax, null, now);
        var external = profiles.Prevailing(ProfilePurpose.External, null, now);
        var until = Math.Min(max.Until, external.Until);
        Span<double> floors = stackalloc double[outlets.Length];
        for (var i = 0; i < outlets.Length; i++)
        {
            (offers[i], floors[i], var own) = Own(profiles, outlets[i], now, PhasesOf(max, PhasesOf(external, 3)));
            until = Math.Min(until, own);
        }

        if (max.Schedule is null && external.Schedule is null)
            return until;
        Span<double> least = stackalloc double[outlets.Length];
        Span<double> shares = stackalloc double[outlets.Length];
        for (var i = 0; i < outlets.Length; i++)
            least[i] = offers[i].LimitW;
        var grid = Grid.Of(outlets);
        foreach (var step in (ReadOnlySpan<ProfileStep>)[max, external])
        {
            if (step.Schedule is null)
                continue;
            FairShare.Split(step, grid, outlets, offers, floors, shares);
            for (var i = 0; i < outlets.Length; i++)
                least[i] = Math.Min(least[i], shares[i]);
        }

        for (var i = 0; i < outlets.Length; i++)
            offers[i] = offers[i] with { LimitW = least[i] };
        return until;
    }

    /// <summary>What the whole station takes from the grid at most when every connector is in use, W or A per phase.</summary>
    public static (double Limit, int Phases, long Until) Total(ProfileSet profiles, ReadOnlySpan<Outlet> outlets, long now, RateUnit unit)
    {
        var max = profiles.Prevailing(ProfilePurpose.StationMax, null, now);
        var external = profiles.Prevailing(ProfilePurpose.External, null, now);
        var until = Math.Min(max.Until, external.Until);
        var grid = Grid.Of(outlets);
        var allowed = PhasesOf(max, PhasesOf(external, 3));
        var total = 0.0;
        foreach (var outlet in outlets)
        {
            var (offer, _, own) = Own(profiles, outlet, now, allowed);
            until = Math.Min(until, own);
            total += offer.LimitW * (unit == RateUnit.W ? 1 : grid.AmperesPerWatt(outlet, offer.Phases));
        }

        foreach (var step in (ReadOnlySpan<ProfileStep>)[max, external])
        {
            if (step.Schedule is not { } schedule)
                continue;
            var limit = schedule.Unit == unit ? step.Period.Limit
                : unit == RateUnit.W ? step.Period.Limit * grid.VoltageV * grid.Phases
                : step.Period.Limit / (grid.VoltageV * grid.Phases);
            total = Math.Min(total, limit);
        }

        return (total, Math.Min(grid.Phases, allowed), until);
    }

    private static (Offer Offer, double FloorW, long Until) Own(ProfileSet profiles, Outlet outlet, long now, int phases)
    {
        var tx = outlet.Transaction is null ? new ProfileStep(null, default, ProfileStep.Never) : profiles.Prevailing(ProfilePurpose.Tx, outlet, now);
        var until = tx.Until;
        if (tx.Schedule is null)
        {
            tx = profiles.Prevailing(ProfilePurpose.TxDefault, outlet, now);
            until = Math.Min(until, tx.Until);
        }

        var external = profiles.Prevailing(ProfilePurpose.External, outlet, now);
        until = Math.Min(until, external.Until);
        phases = outlet.IsDc ? 1 : Math.Min(outlet.Phases, PhasesOf(tx, PhasesOf(external, phases)));

        var wattsPerAmpere = outlet.WattsPerAmpere(phases);
        var limit = outlet.RatedW * phases / Math.Max(1, outlet.Phases);
        limit = Math.Min(limit, Math.Min(WattsOf(tx, wattsPerAmpere), WattsOf(external, wattsPerAmpere)));
        var floor = outlet.IsDc ? 0 : Outlet.FloorA * wattsPerAmpere;
        var efficient = tx.Schedule is { MinRate: { } rate, Unit: var unit } ? rate * (unit == RateUnit.W ? 1 : wattsPerAmpere) : 0;
        var which = phases == 1 && !outlet.IsDc ? tx.Period.PhaseToUse ?? external.Period.PhaseToUse : null;
        return (new Offer(limit, phases, which, floor), Math.Max(floor, efficient), until);
    }

    private static int PhasesOf(in ProfileStep step, int phases) => step.Schedule is null ? phases : Math.Min(phases, step.Period.Phases ?? 3);

    private static double WattsOf(in ProfileStep step, double wattsPerAmpere) => step.Schedule switch
    {
        null => double.PositiveInfinity,
        { Unit: RateUnit.W } => step.Period.Limit,
        _ => step.Period.Limit * wattsPerAmpere,
    };
}

/// <summary>The station's supply, for limits of the whole station in A per phase: that of its AC connectors, or three phases of 230 V.</summary>
/// <param name="VoltageV">Phase to neutral, V.</param>
/// <param name="Phases">1 or 3.</param>
internal readonly record struct Grid(double VoltageV, int Phases)
{
    public static Grid Of(ReadOnlySpan<Outlet> outlets)
    {
        var (voltage, phases, hasDc) = (0.0, 0, false);
        foreach (var outlet in outlets)
        {
            hasDc |= outlet.IsDc;
            if (outlet.IsDc)
                continue;
            voltage = Math.Max(voltage, outlet.VoltageV);
            phases = Math.Max(phases, outlet.Phases);
        }

        return new Grid(voltage > 0 ? voltage : 230, hasDc ? 3 : Math.Max(1, phases));
    }

    /// <summary>Current on the fullest phase that a watt at the outlet costs, A. All one-phase cars are taken to be on the same phase, and DC to be lossless.</summary>
    public double AmperesPerWatt(Outlet outlet, int phases) => outlet.IsDc ? 1 / (VoltageV * Phases) : 1 / outlet.WattsPerAmpere(phases);
}

namespace Voltbench.Simulation.SmartCharging;

/// <summary>Why a profile cannot be installed.</summary>
/// <param name="Code">2.0.1 reason code (part 2, appendix 5).</param>
/// <param name="Text">For a person.</param>
internal sealed record ProfileProblem(string Code, string Text);

/// <summary>What every profile must be, whatever its version: form and place. Rules that look at other profiles or transactions are elsewhere.</summary>
internal static class ProfileRules
{
    // No station comes near; beyond it numbers lose their digits.
    private const double MostLimit = 1e9;

    /// <summary>The first thing wrong with a profile, or null.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="maxStackLevel">ChargeProfileMaxStackLevel, ProfileStackLevel.</param>
    /// <param name="maxPeriods">ChargingScheduleMaxPeriods, PeriodsPerSchedule.</param>
    public static ProfileProblem? Check(Profile profile, int maxStackLevel, int maxPeriods)
    {
        if (profile.StackLevel < 0 || profile.StackLevel > maxStackLevel)
            return new ProfileProblem("InvalidStackLevel", $"The stack level is 0 to {maxStackLevel}.");
        if (profile is { Purpose: ProfilePurpose.StationMax, EvseId: not 0 })
            return Invalid("The limit of the whole station is set at 0."); // 1.6 §3.13.1, 2.0.1 K04.FR.03
        if (profile is { Purpose: ProfilePurpose.Tx, EvseId: 0 })
            return Invalid("A TxProfile belongs to one connector."); // 1.6 §3.13.1, 2.0.1 K01.FR.16
        if (profile is { Kind: ProfileKind.Recurring, Recurrency: null })
            return Invalid("A recurring profile says how often.");
        if (profile.ValidTo <= profile.ValidFrom)
            return Invalid("The profile ends before it begins to be valid.");
        foreach (var schedule in profile.Schedules)
        {
            if (Check(schedule, maxPeriods) is { } problem)
                return problem;
        }

        return null;
    }

    private static ProfileProblem? Check(ProfileSchedule schedule, int maxPeriods)
    {
        if (schedule.Periods.Length > maxPeriods)
            return new ProfileProblem("TooManyElements", $"A schedule has at most {maxPeriods} periods.");
        if (schedule.Periods.Length == 0 || schedule.Periods[0].Start != 0)
            return Wrong("The first period starts at 0."); // 1.6 erratum 3.45, 2.0.1 K01.FR.31
        if (schedule.Duration <= 0)
            return Wrong("A duration is longer than nothing.");
        if (schedule.MinRate is < 0 or > MostLimit)
            return Wrong("The least charging rate is not negative.");
        for (var i = 0; i < schedule.Periods.Length; i++)
        {
            var period = schedule.Periods[i];
            if (i > 0 && period.Start <= schedule.Periods[i - 1].Start)
                return Wrong("Each period starts after the one before."); // 2.0.1 K01.FR.35
            if (period.Limit is < 0 or > MostLimit)
                return Wrong("A limit is 0 to 1,000,000,000.");
            if (period.Phases is < 1 or > 3)
                return Wrong("There are one to three phases.");
            if (period.PhaseToUse is { } which && (period.Phases != 1 || which is < 1 or > 3))
                return Wrong("The phase to use is 1, 2 or 3, where one is used."); // 2.0.1 K01.FR.19
        }

        return null;
    }

    private static ProfileProblem Invalid(string text) => new("InvalidProfile", text);

    private static ProfileProblem Wrong(string text) => new("InvalidSchedule", text);
}

namespace Voltbench.Simulation.SmartCharging;

/// <summary>What one profile says at an instant, and until when it says so.</summary>
/// <param name="Schedule">The schedule in force, or null when the profile says nothing.</param>
/// <param name="Period">The period of it.</param>
/// <param name="Until">The first second at which the answer may differ; <see cref="Never"/> when it will not.</param>
internal readonly record struct ProfileStep(ProfileSchedule? Schedule, ProfilePeriod Period, long Until)
{
    public const long Never = long.MaxValue;

    public const int SecondsOfDay = 86_400;

    /// <summary>What the profile says at second <paramref name="now"/>; <paramref name="chargingSince"/> is the start of the transaction, if one runs.</summary>
    public static ProfileStep Of(Profile profile, long now, long? chargingSince)
    {
        if (now < profile.ValidFrom)
            return Silent(profile.ValidFrom.Value);
        if (now >= profile.ValidTo)
            return Silent(Never);
        var schedule = profile.Schedule;
        if (StartOf(profile, schedule, chargingSince) is not { } start)
            return Silent(Never);
        if (now < start)
            return Silent(start);

        var cycleEnd = Never;
        if (profile is { Kind: ProfileKind.Recurring, Recurrency: { } recurrency })
        {
            var length = recurrency == Recurrency.Daily ? SecondsOfDay : 7 * SecondsOfDay;
            start += (now - start) / length * length;
            cycleEnd = start + length; // what is longer than the recurrence is not executed (1.6 §5.16.4)
        }

        var end = schedule.Duration is { } duration ? start + duration : Never;
        if (now >= end)
            return Silent(cycleEnd);

        var periods = schedule.Periods;
        var index = IndexAt(periods, now - start);
        var next = index + 1 < periods.Length ? start + periods[index + 1].Start : Never;
        return new ProfileStep(schedule, periods[index], Math.Min(Math.Min(next, end), Math.Min(cycleEnd, profile.ValidTo ?? Never)));
    }

    private static ProfileStep Silent(long until) => new(null, default, until);

    private static long? StartOf(Profile profile, ProfileSchedule schedule, long? chargingSince)
    {
        if (profile.Kind != ProfileKind.Relative && schedule.Start is { } start)
            return start;

        // Without a start it counts from the start of charging (1.6 §7.13); the station as a whole has none, so its installation stands for it.
        return profile.Purpose is ProfilePurpose.StationMax or ProfilePurpose.External ? profile.InstalledAt : chargingSince;
    }

    private static int IndexAt(ProfilePeriod[] periods, long offset)
    {
        var (low, high) = (0, periods.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (periods[middle].Start <= offset)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }
}

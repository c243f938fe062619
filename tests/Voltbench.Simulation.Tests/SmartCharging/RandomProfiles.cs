using FsCheck;
using FsCheck.Fluent;
using Voltbench.Simulation.SmartCharging;

namespace Voltbench.Simulation.Tests.SmartCharging;

/// <summary>A station with profiles of every purpose and kind that change within the hours after <see cref="Start"/>.</summary>
internal sealed record Scene(Outlet[] Outlets, Profile[] Profiles, long Start)
{
    public const int Seconds = 3_000;

    public ProfileSet Set()
    {
        var set = new ProfileSet();
        foreach (var profile in Profiles)
            set.Add(profile);
        return set;
    }
}

internal static class RandomProfiles
{
    // 2026-11-21T10:00:00Z
    private const long Base = 1_795_255_200;

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : struct
        => Gen.OneOf(Gen.Constant((T?)null), gen.Select(x => (T?)x));

    private static Gen<ProfilePeriod> Period(RateUnit unit) =>
        from limit in unit == RateUnit.A ? Gen.OneOf(Gen.Choose(0, 400), Gen.Constant(60), Gen.Constant(120)) : Gen.OneOf(Gen.Choose(0, 300_000), Gen.Constant(0))
        from phases in Maybe(Gen.Choose(1, 3))
        from which in Maybe(Gen.Choose(1, 3))
        select new ProfilePeriod(0, limit / 10.0, phases, phases == 1 ? which : null);

    private static Gen<ProfileSchedule> Schedule(long start) =>
        from unit in Gen.Elements(RateUnit.A, RateUnit.W)
        from first in Period(unit)
        from gaps in Gen.Choose(1, 2_000).ListOf()
        from rest in Period(unit).ListOf(gaps.Count())
        from duration in Maybe(Gen.Choose(1, 6_000))
        from back in Gen.Choose(-1_000, 3_000)
        from hasStart in Gen.Choose(0, 4)
        from min in Maybe(Gen.Choose(0, 100))
        select new ProfileSchedule
        {
            Start = hasStart == 0 ? null : start - back,
            Duration = duration,
            Unit = unit,
            MinRate = unit == RateUnit.A ? min / 5.0 : min * 50.0,
            Periods = [first, .. rest.Zip(Sums(gaps), (period, at) => period with { Start = at })],
        };

    private static IEnumerable<int> Sums(IEnumerable<int> gaps)
    {
        var sum = 0;
        foreach (var gap in gaps)
            yield return sum += gap;
    }

    private static Gen<Profile> OfStation(int id, int outlets) =>
        from purpose in Gen.Elements(Enum.GetValues<ProfilePurpose>())
        from kind in Gen.Elements(Enum.GetValues<ProfileKind>())
        from weekly in Gen.Elements(Recurrency.Daily, Recurrency.Weekly)
        from evse in Gen.Choose(purpose == ProfilePurpose.Tx ? 1 : 0, purpose == ProfilePurpose.StationMax ? 0 : outlets)
        from stack in Gen.Choose(0, 3)
        from cycles in Gen.Choose(0, 3)
        from schedule in Schedule(kind == ProfileKind.Recurring ? Base - (cycles * (weekly == Recurrency.Daily ? 86_400L : 604_800L)) : Base)
        from validFrom in Maybe(Gen.Choose(-500, 5_000))
        from validFor in Maybe(Gen.Choose(1, 5_000))
        from installed in Gen.Choose(-2_000, 0)
        select new Profile
        {
            Id = id,
            EvseId = evse,
            StackLevel = stack,
            Purpose = purpose,
            Kind = kind,
            Recurrency = kind == ProfileKind.Recurring ? weekly : null,
            ValidFrom = Base + validFrom,
            ValidTo = Base + (validFrom ?? 0) + validFor,
            Transaction = purpose == ProfilePurpose.Tx ? "tx-" + evse : null,
            Schedules = [schedule],
            InstalledAt = Base + installed,
        };

    private static Gen<Outlet> Outlet(int id) =>
        from kind in Gen.Choose(0, 3)
        from car in Gen.Choose(1, 3)
        from state in Gen.Choose(0, 3)
        from since in Gen.Choose(-3_000, 1_000)
        select new Outlet
        {
            Id = id,
            IsDc = kind == 0,
            VoltageV = kind == 0 ? 400 : 230,
            Phases = kind == 0 ? 1 : kind == 1 ? 1 : car,
            RatedW = kind == 0 ? 150_000 : kind == 1 ? 7_360 : 7_360 * car,
            TakesPart = state > 0,
            ChargingSince = state > 0 ? Base + since : null,
            Transaction = state > 1 ? "tx-" + id : null,
        };

    /// <summary>No two profiles of one purpose, connector and level, as no station would have them.</summary>
    public static readonly Gen<Scene> Scenes =
        from count in Gen.Choose(1, 4)
        from outlets in Gen.CollectToArray(Enumerable.Range(1, count), Outlet)
        from number in Gen.Choose(0, 9)
        from profiles in Gen.CollectToArray(Enumerable.Range(1, number), id => OfStation(id, count))
        from offset in Gen.Choose(-600, 3_000)
        select new Scene(outlets, [.. profiles.DistinctBy(p => (p.Purpose, p.EvseId, p.StackLevel, p.Transaction))], Base + offset);
}

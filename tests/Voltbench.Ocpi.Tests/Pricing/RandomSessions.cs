using FsCheck;
using FsCheck.Fluent;
using Voltbench.Ocpi.Pricing;

namespace Voltbench.Ocpi.Tests.Pricing;

/// <summary>A session and a tariff that nobody thought of.</summary>
internal sealed record Scene(ChargingRecord Record, PricedTariff Tariff);

internal static class RandomSessions
{
    private static readonly string?[] Zones = ["Europe/Berlin", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC", null];

    // Around the days on which clocks change, weekends, ends of months, and anything else.
    private static readonly string[] Days = ["2026-03-28", "2026-10-24", "2026-10-31", "2026-03-07", "2026-12-31", "2026-02-28", "2026-06-17", "2026-04-04"];

    private static readonly Gen<(int Kind, int Seconds, int WattHours, int? Ampere)> Step =
        from kind in Gen.Frequency((4, Gen.Constant(0)), (2, Gen.Constant(1)), (1, Gen.Constant(2)))
        from seconds in Gen.Frequency((1, Gen.Choose(1, 10)), (4, Gen.Choose(11, 10_000)))
        from wattHours in Gen.Frequency((1, Gen.Constant(0)), (5, Gen.Choose(1, 40_000)))
        from ampere in Gen.Frequency<int?>((1, Gen.Constant<int?>(null)), (2, Gen.Choose(1, 60).Select(a => (int?)a)))
        select (kind, seconds, wattHours, ampere);

    private static readonly Gen<PricedComponent> Component =
        from dimension in Gen.Elements(Enum.GetValues<TariffDimension>())
        from cents in Gen.Choose(0, 900)
        from vat in Gen.Elements<decimal?>(null, 0, 7.7m, 19, 25)
        from step in Gen.Elements(0, 1, 7, 60, 300, 900, 1_000)
        select new PricedComponent(dimension, cents / 100m, vat, step);

    public static readonly Gen<ChargingRecord> Records =
        from zone in Gen.Elements(Zones)
        from day in Gen.Elements(Days)
        from second in Gen.Choose(0, 2 * 86_400)
        from register in Gen.Choose(0, 1_000_000)
        from reserved in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 7_200)))
        from count in Gen.Choose(1, 8)
        from steps in Step.ArrayOf(count)
        select Tell(day, second, zone, register, reserved, steps);

    /// <summary>Tariffs whose restrictions can be told for each second: none on energy, which crosses a bound within one.</summary>
    public static readonly Gen<Scene> BySecond = Of(withEnergyBounds: false);

    public static readonly Gen<Scene> Any = Of(withEnergyBounds: true);

    public static PricedTariff Free(PricedTariff tariff) => tariff with
    {
        Elements = [.. tariff.Elements.Select(e => e with { Components = [.. e.Components.Select(c => c with { Price = 0 })] })],
    };

    private static Gen<Scene> Of(bool withEnergyBounds) =>
        from record in Records
        from count in Gen.Choose(0, 5)
        from elements in Element(withEnergyBounds).ArrayOf(count)
        select new Scene(record, Prices.Tariff(elements));

    private static Gen<PricedElement> Element(bool withEnergyBounds) =>
        from count in Gen.Choose(0, 3)
        from components in Component.ArrayOf(count)
        from only in Gen.Frequency((1, Gen.Constant<PricedRestrictions?>(null)), (3, Restrictions(withEnergyBounds).Select(r => (PricedRestrictions?)r)))
        select new PricedElement(components, only);

    private static Gen<PricedRestrictions> Restrictions(bool withEnergyBounds) =>
        from clock in Gen.Choose(0, 3)
        from start in Gen.Choose(0, 95)
        from end in Gen.Choose(0, 95)
        from days in Gen.Choose(0, 127)
        from bound in Gen.Choose(0, withEnergyBounds ? 6 : 4)
        from low in Gen.Choose(0, 30)
        from reservation in Gen.Frequency((6, Gen.Constant<ReservationRestriction?>(null)), (1, Gen.Constant<ReservationRestriction?>(ReservationRestriction.Reservation)))
        select new PricedRestrictions
        {
            StartTime = (clock & 1) != 0 ? new TimeOnly(start / 4, start % 4 * 15) : null,
            EndTime = (clock & 2) != 0 ? new TimeOnly(end / 4, end % 4 * 15) : null,
            Days = days % 3 == 0 ? [.. Enum.GetValues<DayOfWeek>().Where(d => (days & (1 << (int)d)) != 0)] : [],
            MinPower = bound == 1 ? low : null,
            MaxPower = bound == 2 ? low : null,
            MinCurrent = bound == 3 ? low : null,
            MinDuration = bound == 4 ? low * 97 : null,
            MaxDuration = bound == 4 ? low * 211 : null,
            MinKwh = bound == 5 ? low : null,
            MaxKwh = bound == 6 ? low : null,
            Reservation = reservation,
        };

    private static ChargingRecord Tell(string day, int second, string? zone, int register, int reserved, (int Kind, int Seconds, int WattHours, int? Ampere)[] steps)
    {
        var story = new Story(Story.At(day).AddSeconds(second).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), zone, register);
        if (reserved > 0)
            story.Reserved(reserved / 60.0);
        foreach (var (kind, seconds, wattHours, ampere) in steps)
        {
            _ = kind switch
            {
                0 => story.Charge(seconds / 60.0, wattHours / 1_000m, ampere),
                1 => story.Park(seconds / 60.0),
                _ => story.HeldBack(seconds / 60.0),
            };
        }

        return story.Record;
    }
}

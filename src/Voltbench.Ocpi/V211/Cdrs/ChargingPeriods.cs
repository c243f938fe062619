using Voltbench.Ocpi.Pricing;

namespace Voltbench.Ocpi.V211.Cdrs;

/// <summary>What the tariff engine found, in the types of 2.1.1, which has neither power nor reservations in a period.</summary>
public static class ChargingPeriods
{
    public static List<ChargingPeriod> Of(Priced priced) =>
        [.. priced.Periods.Select(period => new ChargingPeriod { StartDateTime = period.Start, Dimensions = Dimensions(period) })];

    private static List<CdrDimension> Dimensions(PricedPeriod period)
    {
        var dimensions = new List<CdrDimension>(5);
        if (period.IsFlatDue)
            Add(CdrDimensionType.Flat, 1);
        if (period.Kind == PeriodKind.Charging || period.Energy > 0)
            Add(CdrDimensionType.Energy, period.Energy);
        Add(period.Kind == PeriodKind.Charging ? CdrDimensionType.Time : CdrDimensionType.ParkingTime, period.Hours);
        Add(CdrDimensionType.MinCurrent, period.MinCurrent);
        Add(CdrDimensionType.MaxCurrent, period.MaxCurrent);
        return dimensions;

        void Add(CdrDimensionType type, decimal? volume)
        {
            if (volume is { } known)
                dimensions.Add(new CdrDimension { Type = type, Volume = known });
        }
    }
}

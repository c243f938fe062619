using Voltbench.Ocpi.Pricing;
using Voltbench.Ocpi.V221.Types;

namespace Voltbench.Ocpi.V221.Cdrs;

/// <summary>What the tariff engine found, in the types of 2.2.1.</summary>
public static class ChargingPeriods
{
    public static List<ChargingPeriod> Of(Priced priced) =>
    [
        .. priced.Periods.Select(period => new ChargingPeriod
        {
            StartDateTime = period.Start,
            Dimensions = Dimensions(period),
            TariffId = priced.Tariff?.Id,
        }),
    ];

    public static Price ToPrice(this Cost cost) => new() { ExclVat = cost.ExclVat, InclVat = cost.InclVat };

    private static List<CdrDimension> Dimensions(PricedPeriod period)
    {
        var dimensions = new List<CdrDimension>(6);
        if (period.Kind == PeriodKind.Charging || period.Energy > 0)
            Add(CdrDimensionType.Energy, period.Energy);
        Add(
            period.Kind switch
            {
                PeriodKind.Charging => CdrDimensionType.Time,
                PeriodKind.Parking => CdrDimensionType.ParkingTime,
                _ => CdrDimensionType.ReservationTime,
            },
            period.Hours);
        Add(CdrDimensionType.MinCurrent, period.MinCurrent);
        Add(CdrDimensionType.MaxCurrent, period.MaxCurrent);
        Add(CdrDimensionType.MinPower, period.MinPower);
        Add(CdrDimensionType.MaxPower, period.MaxPower);
        return dimensions;

        void Add(CdrDimensionType type, decimal? volume)
        {
            if (volume is { } known)
                dimensions.Add(new CdrDimension { Type = type, Volume = known });
        }
    }
}

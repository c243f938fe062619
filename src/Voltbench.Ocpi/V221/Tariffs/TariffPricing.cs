using System.Globalization;
using Voltbench.Ocpi.Pricing;
using Voltbench.Ocpi.V221.Types;

namespace Voltbench.Ocpi.V221.Tariffs;

/// <summary>What the tariff engine needs of a tariff.</summary>
public static class TariffPricing
{
    /// <summary>The tariff as the engine knows it. It must keep the rules of its type (<see cref="OcpiJson.TryDeserialize{T}(string, out T, out string?)"/>).</summary>
    public static PricedTariff ToPriced(this Tariff tariff) => new()
    {
        Id = tariff.Id,
        Currency = tariff.Currency,
        MinPrice = ToPriced(tariff.MinPrice),
        MaxPrice = ToPriced(tariff.MaxPrice),
        ValidFrom = tariff.StartDateTime,
        ValidUntil = tariff.EndDateTime,
        IsRegular = tariff.Type is null or TariffType.Regular,
        Elements = [.. tariff.Elements.Select(e => new PricedElement([.. e.PriceComponents.Select(ToPriced)], ToPriced(e.Restrictions)))],
    };

    private static Cost? ToPriced(Price? price) => price is null ? null : new Cost(price.ExclVat, price.InclVat);

    private static PricedComponent ToPriced(PriceComponent component) => new(
        component.Type switch
        {
            TariffDimensionType.Energy => TariffDimension.Energy,
            TariffDimensionType.Flat => TariffDimension.Flat,
            TariffDimensionType.ParkingTime => TariffDimension.ParkingTime,
            TariffDimensionType.Time => TariffDimension.Time,
            _ => throw new ArgumentOutOfRangeException(nameof(component), component.Type, "not a dimension of a tariff"),
        },
        component.Price,
        component.Vat,
        component.StepSize);

    private static PricedRestrictions? ToPriced(TariffRestrictions? only) => only is null ? null : new PricedRestrictions
    {
        StartTime = Time(only.StartTime),
        EndTime = Time(only.EndTime),
        StartDate = Date(only.StartDate),
        EndDate = Date(only.EndDate),
        MinKwh = only.MinKwh,
        MaxKwh = only.MaxKwh,
        MinCurrent = only.MinCurrent,
        MaxCurrent = only.MaxCurrent,
        MinPower = only.MinPower,
        MaxPower = only.MaxPower,
        MinDuration = only.MinDuration,
        MaxDuration = only.MaxDuration,
        // Theirs begins on Monday.
        Days = [.. (only.DayOfWeek ?? []).Select(day => (System.DayOfWeek)(((int)day + 1) % 7))],
        Reservation = only.Reservation switch
        {
            ReservationRestrictionType.Reservation => ReservationRestriction.Reservation,
            ReservationRestrictionType.ReservationExpires => ReservationRestriction.ReservationExpires,
            _ => null,
        },
    };

    private static TimeOnly? Time(string? text) => text is null ? null : TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    private static DateOnly? Date(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

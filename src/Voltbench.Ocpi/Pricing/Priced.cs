namespace Voltbench.Ocpi.Pricing;

/// <summary>An amount of money. <paramref name="InclVat"/> is null when the tariff says nothing of VAT.</summary>
public sealed record Cost(decimal ExclVat, decimal? InclVat = null);

/// <summary>A session with its price. All figures have four decimals (types, "number"), and those of the periods add up to the totals.</summary>
public sealed record Priced
{
    /// <summary>Null when there was no tariff; then nothing costs anything.</summary>
    public PricedTariff? Tariff { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<PricedPeriod> Periods { get; init; }

    /// <summary>kWh.</summary>
    public required decimal Energy { get; init; }

    /// <summary>The whole session without a reservation before it, in hours.</summary>
    public required decimal Time { get; init; }

    /// <summary>The part of <see cref="Time"/> without charging, in hours.</summary>
    public required decimal ParkingTime { get; init; }

    /// <summary>Hours.</summary>
    public required decimal ReservationTime { get; init; }

    /// <summary>The sum of the costs below, within the least and the most that the tariff allows.</summary>
    public required Cost Total { get; init; }

    /// <summary>Start fee. Null, as the others: the tariff has no such price for what happened.</summary>
    public Cost? FixedCost { get; init; }

    public Cost? EnergyCost { get; init; }

    public Cost? TimeCost { get; init; }

    /// <summary>With a fixed fee of an element that is for parking only.</summary>
    public Cost? ParkingCost { get; init; }

    /// <summary>With the fixed fees of a reservation.</summary>
    public Cost? ReservationCost { get; init; }
}

public enum PeriodKind : byte
{
    Charging,
    Parking,
    Reservation,
}

/// <summary>A time in which the same prices held. The next one begins where it ends.</summary>
public sealed record PricedPeriod
{
    public required PeriodKind Kind { get; init; }

    public required DateTimeOffset Start { get; init; }

    /// <summary>How long, in hours.</summary>
    public required decimal Hours { get; init; }

    /// <summary>kWh.</summary>
    public required decimal Energy { get; init; }

    /// <summary>The fixed fee of the session became due in it.</summary>
    public bool IsFlatDue { get; init; }

    /// <summary>Sum over the phases, A; null = not known or not charging.</summary>
    public decimal? MinCurrent { get; init; }

    public decimal? MaxCurrent { get; init; }

    /// <summary>kW, the mean between two readings; null = not charging.</summary>
    public decimal? MinPower { get; init; }

    public decimal? MaxPower { get; init; }
}

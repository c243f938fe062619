namespace Voltbench.Ocpi.Pricing;

/// <summary>A tariff of either version, as far as it has to do with money.</summary>
public sealed record PricedTariff
{
    public required string Id { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>In the order of the tariff: for each dimension the first element whose restrictions match counts.</summary>
    public required IReadOnlyList<PricedElement> Elements { get; init; }

    /// <summary>What a session costs at least (2.2.1).</summary>
    public Cost? MinPrice { get; init; }

    /// <summary>What a session costs at most (2.2.1).</summary>
    public Cost? MaxPrice { get; init; }

    /// <summary>From when on it is valid, inclusive (2.2.1 start_date_time).</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>Until when it is valid, exclusive (2.2.1 end_date_time).</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>False for a tariff of another charging preference or of ad hoc payment (2.2.1 type).</summary>
    public bool IsRegular { get; init; } = true;

    /// <summary>Whether it says anything of VAT; if not, no price has one with VAT.</summary>
    public bool HasVat => MinPrice?.InclVat is not null || MaxPrice?.InclVat is not null || Elements.Any(e => e.Components.Any(c => c.Vat is not null));

    public bool IsValidAt(DateTimeOffset at) => (ValidFrom is not { } from || at >= from) && (ValidUntil is not { } until || at < until);

    /// <summary>
    /// The one of a connector's tariffs that a session is priced with: the first regular one that is valid when the session starts. It stays the same
    /// until the end (2.2.1 Tariff object, note on start_date_time). Null when there is none.
    /// </summary>
    public static PricedTariff? Of(IEnumerable<PricedTariff> tariffs, DateTimeOffset start) => tariffs.FirstOrDefault(t => t.IsRegular && t.IsValidAt(start));
}

/// <summary>Components that share restrictions.</summary>
public sealed record PricedElement(IReadOnlyList<PricedComponent> Components, PricedRestrictions? Restrictions = null);

/// <summary>What one unit of a dimension costs.</summary>
/// <param name="Price">Without VAT, per kWh, per hour, or once.</param>
/// <param name="Vat">In percent; null = there is none.</param>
/// <param name="StepSize">Block that is billed, in Wh or seconds; 0 bills what was used.</param>
public sealed record PricedComponent(TariffDimension Dimension, decimal Price, decimal? Vat = null, int StepSize = 1);

/// <summary>What can have a price.</summary>
public enum TariffDimension : byte
{
    Energy,
    Flat,
    ParkingTime,
    Time,
}

/// <summary>When an element applies: while everything that is set holds. Upper bounds are exclusive, lower ones inclusive.</summary>
public sealed record PricedRestrictions
{
    /// <summary>Time of day on the clocks of the location.</summary>
    public TimeOnly? StartTime { get; init; }

    /// <summary>Midnight is the end of the day; a time before <see cref="StartTime"/> is on the next day.</summary>
    public TimeOnly? EndTime { get; init; }

    public DateOnly? StartDate { get; init; }

    public DateOnly? EndDate { get; init; }

    /// <summary>Energy of the session so far, kWh.</summary>
    public decimal? MinKwh { get; init; }

    public decimal? MaxKwh { get; init; }

    /// <summary>Sum over the phases, A (2.2.1).</summary>
    public decimal? MinCurrent { get; init; }

    public decimal? MaxCurrent { get; init; }

    /// <summary>kW.</summary>
    public decimal? MinPower { get; init; }

    public decimal? MaxPower { get; init; }

    /// <summary>How long the session lasts so far, in seconds.</summary>
    public int? MinDuration { get; init; }

    public int? MaxDuration { get; init; }

    /// <summary>Days by the clocks of the location; empty = every day.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    /// <summary>The element prices a reservation, nothing of the session (2.2.1).</summary>
    public ReservationRestriction? Reservation { get; init; }
}

public enum ReservationRestriction : byte
{
    /// <summary>The time from the reservation to the session, or to its expiry.</summary>
    Reservation,

    /// <summary>A reservation that nobody came for.</summary>
    ReservationExpires,
}

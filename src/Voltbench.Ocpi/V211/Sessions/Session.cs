using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V211.Cdrs;
using Voltbench.Ocpi.V211.Locations;

namespace Voltbench.Ocpi.V211.Sessions;

/// <summary>A charging session while it runs and at its end (OCPI 2.1.1 mod_sessions §3.1).</summary>
public sealed record Session
{
    [Text(36)]
    public required string Id { get; init; }

    public required DateTimeOffset StartDatetime { get; init; }

    public DateTimeOffset? EndDatetime { get; init; }

    /// <summary>kWh.</summary>
    public required decimal Kwh { get; init; }

    [Text(36)]
    public required string AuthId { get; init; }

    public required AuthMethod AuthMethod { get; init; }

    /// <summary>With only the EVSE and connector of the session.</summary>
    public required Location Location { get; init; }

    [Text(255)]
    public string? MeterId { get; init; }

    [Text(3), Form(TextForm.Currency)]
    public required string Currency { get; init; }

    public IReadOnlyList<ChargingPeriod>? ChargingPeriods { get; init; }

    /// <summary>Without VAT; 0 is free of charge, absent is not known yet.</summary>
    public decimal? TotalCost { get; init; }

    public required SessionStatus Status { get; init; }

    /// <summary>When this object, or one inside it, was created or last changed.</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}

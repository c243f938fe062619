using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V221.Cdrs;
using Voltbench.Ocpi.V221.Types;

namespace Voltbench.Ocpi.V221.Sessions;

/// <summary>A charging session while it runs and at its end (OCPI 2.2.1 mod_sessions).</summary>
public sealed record Session
{
    [CiString(2), Form(TextForm.CountryAlpha2)]
    public required string CountryCode { get; init; }

    [CiString(3), Form(TextForm.PartyId)]
    public required string PartyId { get; init; }

    [CiString(36)]
    public required string Id { get; init; }

    public required DateTimeOffset StartDateTime { get; init; }

    public DateTimeOffset? EndDateTime { get; init; }

    /// <summary>kWh.</summary>
    public required decimal Kwh { get; init; }

    public required CdrToken CdrToken { get; init; }

    public required AuthMethod AuthMethod { get; init; }

    [CiString(36)]
    public string? AuthorizationReference { get; init; }

    [CiString(36)]
    public required string LocationId { get; init; }

    /// <summary><c>#NA</c> for a reservation without an EVSE.</summary>
    [CiString(36)]
    public required string EvseUid { get; init; }

    /// <summary><c>#NA</c> for a reservation without a connector.</summary>
    [CiString(36)]
    public required string ConnectorId { get; init; }

    [Text(255)]
    public string? MeterId { get; init; }

    [Text(3), Form(TextForm.Currency)]
    public required string Currency { get; init; }

    /// <summary>A PATCH adds to them.</summary>
    [AddsOnPatch]
    public IReadOnlyList<ChargingPeriod>? ChargingPeriods { get; init; }

    /// <summary>0 is free of charge, absent is not known yet.</summary>
    public Price? TotalCost { get; init; }

    public required SessionStatus Status { get; init; }

    /// <summary>When this object, or one inside it, was created or last changed.</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}

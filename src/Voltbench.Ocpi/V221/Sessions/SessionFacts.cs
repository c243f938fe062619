using Voltbench.Ocpi.Pricing;
using Voltbench.Ocpi.V221.Cdrs;
using Voltbench.Ocpi.V221.Tariffs;

namespace Voltbench.Ocpi.V221.Sessions;

/// <summary>What the objects of one session are made of. Location, tariff and token as they were when it started (mod_cdrs, CDR object).</summary>
public sealed record SessionFacts
{
    /// <summary>Of the CPO.</summary>
    public required string CountryCode { get; init; }

    public required string PartyId { get; init; }

    /// <summary>At most 36 characters.</summary>
    public required string SessionId { get; init; }

    public required ChargingRecord Record { get; init; }

    /// <summary>The record priced with <see cref="Tariff"/>.</summary>
    public required Priced Priced { get; init; }

    /// <summary>Null = nobody knows a price: the session has no cost, and that of the CDR is zero.</summary>
    public Tariff? Tariff { get; init; }

    /// <summary>ISO 4217, for a session without a tariff.</summary>
    public required string Currency { get; init; }

    public required CdrToken Token { get; init; }

    public required AuthMethod AuthMethod { get; init; }

    /// <summary>The last that the eMSP gave.</summary>
    public string? AuthorizationReference { get; init; }

    /// <summary><see cref="CdrLocations.Of"/>.</summary>
    public required CdrLocation Location { get; init; }

    public string? MeterId { get; init; }
}

using Voltbench.Ocpi.Pricing;
using Voltbench.Ocpi.V211.Cdrs;
using Voltbench.Ocpi.V211.Locations;
using Voltbench.Ocpi.V211.Tariffs;

namespace Voltbench.Ocpi.V211.Sessions;

/// <summary>What the objects of one session are made of.</summary>
public sealed record SessionFacts
{
    /// <summary>At most 36 characters.</summary>
    public required string SessionId { get; init; }

    public required ChargingRecord Record { get; init; }

    /// <summary>The record priced with <see cref="Tariff"/>.</summary>
    public required Priced Priced { get; init; }

    /// <summary>Null = nobody knows a price: the session has no cost, and that of the CDR is zero.</summary>
    public Tariff? Tariff { get; init; }

    /// <summary>ISO 4217, for a session without a tariff.</summary>
    public required string Currency { get; init; }

    /// <summary>The auth_id of the token.</summary>
    public required string AuthId { get; init; }

    /// <summary>What a command of the eMSP started is its AUTH_REQUEST: there is no COMMAND.</summary>
    public required AuthMethod AuthMethod { get; init; }

    /// <summary><see cref="SessionLocations.Of"/>.</summary>
    public required Location Location { get; init; }

    public string? MeterId { get; init; }
}

/// <summary>The location of a session.</summary>
public static class SessionLocations
{
    /// <summary>The location with only the EVSE and connector of the session (mod_sessions §3.1, mod_cdrs §3.1).</summary>
    public static Location Of(Location location, Evse evse, Connector connector) => location with { Evses = [evse with { Connectors = [connector] }] };
}

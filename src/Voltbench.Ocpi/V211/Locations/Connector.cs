using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V211.Locations;

/// <summary>A socket or cable of an EVSE; only one of an EVSE can be used at a time (OCPI 2.1.1 mod_locations §3.3).</summary>
public sealed record Connector
{
    [Text(36)]
    public required string Id { get; init; }

    public required ConnectorType Standard { get; init; }

    public required ConnectorFormat Format { get; init; }

    public required PowerType PowerType { get; init; }

    /// <summary>V; to neutral with three phases.</summary>
    [Range(0)]
    public required int Voltage { get; init; }

    /// <summary>A.</summary>
    [Range(0)]
    public required int Amperage { get; init; }

    [Text(36)]
    public string? TariffId { get; init; }

    [Url]
    public string? TermsAndConditions { get; init; }

    /// <summary>When this object, or one inside it, was created or last changed.</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}

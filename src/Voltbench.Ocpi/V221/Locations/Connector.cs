using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Locations;

/// <summary>A socket or cable of an EVSE; only one of an EVSE can be used at a time (OCPI 2.2.1 mod_locations).</summary>
public sealed record Connector
{
    [CiString(36)]
    public required string Id { get; init; }

    public required ConnectorType Standard { get; init; }

    public required ConnectorFormat Format { get; init; }

    public required PowerType PowerType { get; init; }

    /// <summary>V; to neutral with three phases.</summary>
    [Range(0)]
    public required int MaxVoltage { get; init; }

    /// <summary>A.</summary>
    [Range(0)]
    public required int MaxAmperage { get; init; }

    /// <summary>W; where it is lower than voltage and current give.</summary>
    [Range(0)]
    public int? MaxElectricPower { get; init; }

    [CiString(36)]
    public IReadOnlyList<string>? TariffIds { get; init; }

    [Url]
    public string? TermsAndConditions { get; init; }

    /// <summary>When this object, or one inside it, was created or last changed.</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}

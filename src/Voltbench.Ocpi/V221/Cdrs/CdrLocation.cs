using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V221.Locations;

namespace Voltbench.Ocpi.V221.Cdrs;

/// <summary>Where a session was: the one EVSE and connector, as they were then (OCPI 2.2.1 mod_cdrs).</summary>
public sealed record CdrLocation
{
    [CiString(36)]
    public required string Id { get; init; }

    [Text(255)]
    public string? Name { get; init; }

    [Text(45)]
    public required string Address { get; init; }

    [Text(45)]
    public required string City { get; init; }

    [Text(10)]
    public string? PostalCode { get; init; }

    [Text(20)]
    public string? State { get; init; }

    [Text(3), Form(TextForm.CountryAlpha3)]
    public required string Country { get; init; }

    public required GeoLocation Coordinates { get; init; }

    [CiString(36)]
    public required string EvseUid { get; init; }

    [CiString(48)]
    public required string EvseId { get; init; }

    [CiString(36)]
    public required string ConnectorId { get; init; }

    public required ConnectorType ConnectorStandard { get; init; }

    public required ConnectorFormat ConnectorFormat { get; init; }

    public required PowerType ConnectorPowerType { get; init; }
}

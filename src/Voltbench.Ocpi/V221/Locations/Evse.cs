using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V221.Types;

namespace Voltbench.Ocpi.V221.Locations;

/// <summary>What charges one vehicle at a time; it is never deleted, its status becomes REMOVED (OCPI 2.2.1 mod_locations).</summary>
public sealed record Evse
{
    /// <summary>The technical identifier; never changed or used again.</summary>
    [CiString(36)]
    public required string Uid { get; init; }

    /// <summary>The identifier that drivers know (eMI3), e.g. BE*BEC*E041503001.</summary>
    [CiString(48)]
    public string? EvseId { get; init; }

    public required Status Status { get; init; }

    public IReadOnlyList<StatusSchedule>? StatusSchedule { get; init; }

    public IReadOnlyList<Capability>? Capabilities { get; init; }

    [Items(1)]
    public required IReadOnlyList<Connector> Connectors { get; init; }

    [Text(4)]
    public string? FloorLevel { get; init; }

    public GeoLocation? Coordinates { get; init; }

    [Text(16)]
    public string? PhysicalReference { get; init; }

    public IReadOnlyList<DisplayText>? Directions { get; init; }

    public IReadOnlyList<ParkingRestriction>? ParkingRestrictions { get; init; }

    public IReadOnlyList<Image>? Images { get; init; }

    /// <summary>When this object, or one inside it, was created or last changed.</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}

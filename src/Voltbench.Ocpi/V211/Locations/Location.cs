using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V211.Types;

namespace Voltbench.Ocpi.V211.Locations;

/// <summary>A place with EVSEs of one operator (OCPI 2.1.1 mod_locations §3.1).</summary>
public sealed record Location
{
    [Text(39)]
    public required string Id { get; init; }

    public required LocationType Type { get; init; }

    [Text(255)]
    public string? Name { get; init; }

    /// <summary>Street and number.</summary>
    [Text(45)]
    public required string Address { get; init; }

    [Text(45)]
    public required string City { get; init; }

    [Text(10)]
    public required string PostalCode { get; init; }

    [Text(3), Form(TextForm.CountryAlpha3)]
    public required string Country { get; init; }

    public required GeoLocation Coordinates { get; init; }

    public IReadOnlyList<AdditionalGeoLocation>? RelatedLocations { get; init; }

    public IReadOnlyList<Evse>? Evses { get; init; }

    public IReadOnlyList<DisplayText>? Directions { get; init; }

    /// <summary>Absent: the party of the credentials.</summary>
    public BusinessDetails? Operator { get; init; }

    public BusinessDetails? Suboperator { get; init; }

    public BusinessDetails? Owner { get; init; }

    public IReadOnlyList<Facility>? Facilities { get; init; }

    /// <summary>IANA name, such as Europe/Oslo.</summary>
    [Text(255)]
    public string? TimeZone { get; init; }

    public Hours? OpeningTimes { get; init; }

    /// <summary>Whether vehicles go on charging outside the opening hours; absent: they do.</summary>
    public bool? ChargingWhenClosed { get; init; }

    public IReadOnlyList<Image>? Images { get; init; }

    public EnergyMix? EnergyMix { get; init; }

    /// <summary>When this object, or one inside it, was created or last changed.</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}

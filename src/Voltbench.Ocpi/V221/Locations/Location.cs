using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V221.Types;

namespace Voltbench.Ocpi.V221.Locations;

/// <summary>A place with EVSEs of one operator; changes of its EVSEs and connectors move its <c>last_updated</c> too (OCPI 2.2.1 mod_locations).</summary>
public sealed record Location
{
    [CiString(2), Form(TextForm.CountryAlpha2)]
    public required string CountryCode { get; init; }

    [CiString(3), Form(TextForm.PartyId)]
    public required string PartyId { get; init; }

    [CiString(36)]
    public required string Id { get; init; }

    /// <summary>Whether it may be shown to everybody.</summary>
    public required bool Publish { get; init; }

    /// <summary>Only when it is not published: who may see it all the same.</summary>
    public IReadOnlyList<PublishTokenType>? PublishAllowedTo { get; init; }

    [Text(255)]
    public string? Name { get; init; }

    /// <summary>Street and number.</summary>
    [Text(255)]
    public required string Address { get; init; }

    [Text(45)]
    public required string City { get; init; }

    [Text(10)]
    public string? PostalCode { get; init; }

    [Text(45)]
    public string? State { get; init; }

    [Text(3), Form(TextForm.CountryAlpha3)]
    public required string Country { get; init; }

    public required GeoLocation Coordinates { get; init; }

    public IReadOnlyList<AdditionalGeoLocation>? RelatedLocations { get; init; }

    public ParkingType? ParkingType { get; init; }

    public IReadOnlyList<Evse>? Evses { get; init; }

    public IReadOnlyList<DisplayText>? Directions { get; init; }

    /// <summary>Absent: the party of the credentials.</summary>
    public BusinessDetails? Operator { get; init; }

    public BusinessDetails? Suboperator { get; init; }

    public BusinessDetails? Owner { get; init; }

    public IReadOnlyList<Facility>? Facilities { get; init; }

    /// <summary>IANA name, such as Europe/Oslo.</summary>
    [Text(255)]
    public required string TimeZone { get; init; }

    public Hours? OpeningTimes { get; init; }

    /// <summary>Whether vehicles go on charging outside the opening hours; absent: they do.</summary>
    public bool? ChargingWhenClosed { get; init; }

    public IReadOnlyList<Image>? Images { get; init; }

    public EnergyMix? EnergyMix { get; init; }

    /// <summary>When this object, or one inside it, was created or last changed.</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}

using Voltbench.Gateway.Locations;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Locations;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiLocations;

/// <summary>One location of a call as read: from a template, or described.</summary>
/// <param name="Template">Slug; null when it is described.</param>
/// <param name="Place">Null when it comes from a template.</param>
/// <param name="Chargers">In order; one group each, also where a single charger was given.</param>
internal sealed record SiteInput(string? Template, PlaceInput? Place, IReadOnlyList<SiteChargersInput> Chargers)
{
    /// <summary>Locations of one call at most.</summary>
    public const int MaxLocations = 1_000;

    /// <summary>Chargers of one call at most, those of templates not counted here.</summary>
    public const int MaxChargers = 10_000;

    private const int MaxSlugLength = 200;

    private static readonly string[] ParkingTypes =
        ["ALONG_MOTORWAY", "PARKING_GARAGE", "PARKING_LOT", "ON_DRIVEWAY", "ON_STREET", "UNDERGROUND_GARAGE"];

    /// <param name="body">The body.</param>
    /// <param name="version">Of the CPO: it sets the limits of texts.</param>
    /// <param name="refuse">Why an address is not for this caller; null when it is.</param>
    /// <param name="csms">Where chargers without an address connect.</param>
    /// <param name="violations">What is wrong so far.</param>
    public static IReadOnlyList<SiteInput> ReadAll(
        BodyObject body, OcpiVersion version, Func<CsmsAddress, string?> refuse, CsmsAddress csms, Violations violations)
    {
        var sites = body.List("locations", 1, MaxLocations).Select(item => Read(item.AsObject(), version, refuse, csms)).ToList();
        var total = sites.SelectMany(s => s.Chargers).Sum(c => (long)c.Group.Count);
        if (total > MaxChargers && !violations.Any)
            body.Refuse(body.Loc["locations"], ViolationType.TooLong(MaxChargers, (int)Math.Min(total, int.MaxValue)));
        return sites;
    }

    /// <summary>A partial update: what both sides have, and what OCPI alone has.</summary>
    public static (LocationChange Change, Change<string> ParkingType) ReadChange(BodyObject body, OcpiVersion version)
    {
        var coordinates = body.OptionalObject("coordinates", nullable: false);
        var (latitude, longitude) = coordinates.Value is { } given ? LocationInput.ReadCoordinates(given) : default;
        var change = new LocationChange
        {
            Name = LocationInput.Text(body.OptionalString("name", 1, SiteTexts.MaxText, nullable: false)),
            Address = LocationInput.Text(body.OptionalString("address", 1, MaxAddress(version), nullable: false)),
            City = LocationInput.Text(body.OptionalString("city", 1, SiteTexts.MaxCity, nullable: false)),
            Country = LocationInput.Text(body.Optional("country", nullable: false, Country)),
            Latitude = coordinates.IsPresent ? Change<double?>.To(latitude) : default,
            Longitude = coordinates.IsPresent ? Change<double?>.To(longitude) : default,
            Timezone = LocationInput.Text(body.OptionalString("timezone", 1, SiteTexts.MaxText)),
            OwnerName = LocationInput.Text(body.OptionalString("owner_name", 1, SiteTexts.MaxBusinessName)),
            Public = body.OptionalBool("public") is { IsPresent: true } shown ? Change<bool?>.To(shown.Value) : default,
        };
        return (change, LocationInput.Text(body.OptionalEnum("parking_type", ParkingTypes)));
    }

    private static SiteInput Read(BodyObject item, OcpiVersion version, Func<CsmsAddress, string?> refuse, CsmsAddress csms)
    {
        if (item.OptionalString("template", 1, MaxSlugLength) is { Value: { } template })
            return new SiteInput(template, null, []);
        var (latitude, longitude) = LocationInput.ReadCoordinates(item.Object("coordinates"));
        var place = new PlaceInput
        {
            Latitude = latitude,
            Longitude = longitude,
            Name = item.String("name", 1, SiteTexts.MaxText),
            Address = item.String("address", 1, MaxAddress(version)),
            City = item.String("city", 1, SiteTexts.MaxCity),
            Country = Country(item.Required("country")),
            PostalCode = item.OptionalString("postal_code", 1, SiteTexts.MaxPostalCode).Value,
            Timezone = item.OptionalString("timezone", 1, SiteTexts.MaxText).Value,
            OwnerName = item.OptionalString("owner_name", 1, SiteTexts.MaxBusinessName).Value,
            Public = item.OptionalBool("public").Value,
            ParkingType = item.OptionalEnum("parking_type", ParkingTypes).Value,
        };
        var chargers = item.OptionalList("chargers", 0, MaxChargers).Value?.Select(c => SiteChargersInput.Read(c.AsObject(), refuse, csms)).ToList() ?? [];
        return new SiteInput(null, place, chargers);
    }

    private static string Country(BodyValue value) => value.AsString(2, 2).ToUpperInvariant();

    private static int MaxAddress(OcpiVersion version) => version == OcpiVersion.V211 ? SiteTexts.MaxOldAddress : SiteTexts.MaxText;
}

/// <summary>Where a described location is, and what is said of it.</summary>
internal sealed record PlaceInput
{
    public required string Name { get; init; }

    public required string Address { get; init; }

    public required string City { get; init; }

    /// <summary>Two capital letters.</summary>
    public required string Country { get; init; }

    public double Latitude { get; init; }

    public double Longitude { get; init; }

    public string? PostalCode { get; init; }

    public string? Timezone { get; init; }

    public string? OwnerName { get; init; }

    public bool? Public { get; init; }

    public string? ParkingType { get; init; }
}

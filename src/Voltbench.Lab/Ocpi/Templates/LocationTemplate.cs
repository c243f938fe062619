namespace Voltbench.Lab.Ocpi.Templates;

/// <summary>A kind of site: what stands there and what is said of it. Where it stands is drawn from the places of its kind.</summary>
/// <param name="Version">Of the data: another version may give other locations for the same seed.</param>
/// <param name="Country">ISO 3166-1 alpha-2; where it stands unless its CPO is at home elsewhere in the region.</param>
/// <param name="Region">Countries with the same connectors; see <see cref="Place.Region"/>.</param>
/// <param name="Places">Kind of place.</param>
/// <param name="ParkingType">A value of the contract's <c>ParkingType</c>.</param>
/// <param name="Tariffs">Slugs of the tariff file.</param>
/// <param name="Owner">Name of the owner, <c>{city}</c> standing for the city; null: none.</param>
/// <param name="OpeningHours">Null: always open.</param>
/// <param name="Facilities">Values of OCPI's Facility that both versions have.</param>
/// <param name="FloorLevels">One of them for each location; null: not told.</param>
public sealed record LocationTemplate(
    string Slug,
    string Version,
    string Name,
    string Description,
    string Country,
    string Region,
    string Places,
    string ParkingType,
    bool Public,
    IReadOnlyList<ChargerGroup> ChargerGroups,
    TemplateTariffs Tariffs,
    string? Owner = null,
    IReadOnlyList<TemplateHours>? OpeningHours = null,
    IReadOnlyList<string>? Facilities = null,
    IReadOnlyList<string>? FloorLevels = null);

/// <summary>Chargers of one model.</summary>
/// <param name="ConnectorType">Catalog spelling.</param>
/// <param name="OcppVersion"><c>OCPP1.6</c> or <c>OCPP2.0.1</c>.</param>
public sealed record ChargerGroup(string BrandSlug, string ModelSlug, string ConnectorType, string OcppVersion, int Count);

/// <summary>Tariffs by the kind of current.</summary>
public sealed record TemplateTariffs(IReadOnlyList<string>? Ac = null, IReadOnlyList<string>? Dc = null)
{
    public IReadOnlyList<string> Of(bool dc) => (dc ? Dc : Ac) ?? [];
}

/// <param name="Weekdays">1 (Monday) … 7 (Sunday).</param>
/// <param name="Begin"><c>HH:MM</c>, local time.</param>
/// <param name="End"><c>HH:MM</c>, local time.</param>
public sealed record TemplateHours(IReadOnlyList<int> Weekdays, string Begin, string End);

/// <summary>A real place where a site may be.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Kind"><c>street</c>, <c>garage</c>, <c>retail</c>, <c>motorway</c> or <c>depot</c>.</param>
/// <param name="Address">Street, <c>{n}</c> standing for the house number.</param>
/// <param name="Latitude">Degrees.</param>
/// <param name="Longitude">Degrees.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Numbers">Lowest and highest house number; null where the address has none.</param>
public sealed record Place(
    string Country, string Kind, string City, string PostalCode, string Name, string Address, double Latitude, double Longitude, string TimeZone, IReadOnlyList<int>? Numbers = null)
{
    /// <summary>Connectors differ between regions, not within one.</summary>
    public string Region => Country is "US" or "CA" or "MX" ? "north-america" : "europe";
}

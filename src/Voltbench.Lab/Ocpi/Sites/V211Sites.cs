using Voltbench.Lab.Ocpi.Templates;
using Voltbench.Ocpi;
using Voltbench.Ocpi.V211;
using Voltbench.Ocpi.V211.Locations;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>Locations in the words of OCPI 2.1.1.</summary>
internal static class V211Sites
{
    /// <summary>Required (§3.1), and not every place has one.</summary>
    private const string NoPostalCode = "-";

    public static Location Location(Site site)
    {
        var more = SiteMore.Read(site.More);
        return new Location
        {
            Id = site.Id.ToString(),
            Type = Type(site.ParkingType),
            Name = site.Name is { } name ? SiteTexts.Cut(AsciiText.Of(name), SiteTexts.MaxText) : null,
            Address = SiteTexts.Cut(AsciiText.Of(site.Address), SiteTexts.MaxOldAddress),
            City = SiteTexts.Cut(AsciiText.Of(site.City), SiteTexts.MaxCity),
            PostalCode = site.PostalCode ?? NoPostalCode,
            Country = site.Country,
            Coordinates = new GeoLocation { Latitude = SiteDegrees.Format(site.Latitude), Longitude = SiteDegrees.Format(site.Longitude) },
            Evses = site.Evses.Count == 0 ? null : [.. site.Evses.Select(Evse)],
            Operator = more.Operator is { } by ? new BusinessDetails { Name = by.Name, Website = by.Website } : null,
            Owner = site.OwnerName is { } owner ? new BusinessDetails { Name = SiteTexts.Cut(AsciiText.Of(owner), SiteTexts.MaxBusinessName) } : null,
            Facilities = more.Facilities is { Count: > 0 } facilities ? [.. facilities.Select(Parse<Facility>)] : null,
            TimeZone = site.TimeZone,
            OpeningTimes = more.OpeningTimes is { } hours ? Hours(hours) : null,
            LastUpdated = site.LastUpdated,
        };
    }

    /// <summary>The type of the place (§4.16); what this version has no word for is OTHER.</summary>
    private static LocationType Type(string? parkingType) => parkingType switch
    {
        null => LocationType.Unknown,
        "ON_STREET" => LocationType.OnStreet,
        "PARKING_GARAGE" => LocationType.ParkingGarage,
        "UNDERGROUND_GARAGE" => LocationType.UndergroundGarage,
        "PARKING_LOT" => LocationType.ParkingLot,
        _ => LocationType.Other,
    };

    private static Evse Evse(SiteEvse evse) => new()
    {
        Uid = evse.Uid,
        EvseId = evse.EvseId,
        Status = Parse<Status>(evse.Status),
        Capabilities = evse.Capabilities.Length == 0 ? null : [.. evse.Capabilities.Select(Parse<Capability>)],
        Connectors = [.. evse.Connectors.Select(Connector)],
        FloorLevel = evse.FloorLevel,
        PhysicalReference = evse.PhysicalReference,
        LastUpdated = evse.LastUpdated,
    };

    private static Connector Connector(SiteConnector connector) => new()
    {
        Id = connector.Id,
        Standard = Parse<ConnectorType>(connector.Standard),
        Format = Parse<ConnectorFormat>(connector.Format),
        PowerType = Parse<PowerType>(connector.PowerType),
        Voltage = connector.Voltage,
        Amperage = connector.Amperage,
        TariffId = connector.Tariffs.FirstOrDefault(),
        LastUpdated = connector.LastUpdated,
    };

    /// <summary>Either the one or the other (§4.13).</summary>
    private static Hours Hours(OpeningTimesPlan plan) => plan.RegularHours.Count == 0
        ? new Hours { Twentyfourseven = true }
        : new Hours { RegularHours = [.. plan.RegularHours.Select(h => new RegularHours { Weekday = h.Weekday, PeriodBegin = h.Begin, PeriodEnd = h.End })] };

    /// <exception cref="FormatException">The row holds a value that nobody could have put there.</exception>
    private static T Parse<T>(string name)
        where T : struct, Enum => OcpiNames.TryParse<T>(name, out var value) ? value : throw new FormatException($"'{name}' is no {typeof(T).Name} of OCPI 2.1.1.");
}

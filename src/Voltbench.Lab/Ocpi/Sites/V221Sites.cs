using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Templates;
using Voltbench.Ocpi;
using Voltbench.Ocpi.V221.Locations;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>Locations in the words of OCPI 2.2.1.</summary>
internal static class V221Sites
{
    /// <summary>What a location has to name (§8.3.1) and its owner did not.</summary>
    private const string NoTimeZone = "Etc/UTC";

    public static Location Location(Site site, Party party) => Location(site, party.CountryCode, party.PartyId);

    public static Location Location(Site site, string countryCode, string partyId)
    {
        var more = SiteMore.Read(site.More);
        return new Location
        {
            CountryCode = countryCode,
            PartyId = partyId,
            Id = site.Id.ToString(),
            Publish = site.Public ?? true,
            Name = site.Name,
            Address = site.Address,
            City = SiteTexts.Cut(site.City, SiteTexts.MaxCity),
            PostalCode = site.PostalCode,
            Country = site.Country,
            Coordinates = new GeoLocation { Latitude = SiteDegrees.Format(site.Latitude), Longitude = SiteDegrees.Format(site.Longitude) },
            ParkingType = OcpiNames.TryParse<ParkingType>(site.ParkingType, out var parking) ? parking : null,
            Evses = site.Evses.Count == 0 ? null : [.. site.Evses.Select(Evse)],
            Operator = more.Operator is { } by ? new BusinessDetails { Name = by.Name, Website = by.Website } : null,
            Owner = site.OwnerName is { } owner ? new BusinessDetails { Name = SiteTexts.Cut(owner, SiteTexts.MaxBusinessName) } : null,
            Facilities = more.Facilities is { Count: > 0 } facilities ? [.. facilities.Select(Parse<Facility>)] : null,
            TimeZone = site.TimeZone ?? NoTimeZone,
            OpeningTimes = more.OpeningTimes is { } hours ? Hours(hours) : null,
            LastUpdated = site.LastUpdated,
        };
    }

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
        MaxVoltage = connector.Voltage,
        MaxAmperage = connector.Amperage,
        MaxElectricPower = connector.Power,
        TariffIds = connector.Tariffs is { Length: > 0 } tariffs ? tariffs : null,
        LastUpdated = connector.LastUpdated,
    };

    private static Hours Hours(OpeningTimesPlan plan) => new()
    {
        Twentyfourseven = plan.RegularHours.Count == 0,
        RegularHours = plan.RegularHours.Count == 0
            ? null
            : [.. plan.RegularHours.Select(h => new RegularHours { Weekday = h.Weekday, PeriodBegin = h.Begin, PeriodEnd = h.End })],
    };

    /// <exception cref="FormatException">The row holds a value that nobody could have put there.</exception>
    private static T Parse<T>(string name)
        where T : struct, Enum => OcpiNames.TryParse<T>(name, out var value) ? value : throw new FormatException($"'{name}' is no {typeof(T).Name} of OCPI 2.2.1.");
}

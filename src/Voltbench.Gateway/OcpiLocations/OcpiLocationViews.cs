using System.Globalization;
using Voltbench.Gateway.Locations;
using Voltbench.Lab.Ocpi.Sites;

namespace Voltbench.Gateway.OcpiLocations;

/// <summary>Locations of CPOs as they are answered.</summary>
internal static class OcpiLocationViews
{
    public static OcpiLocationBody Show(SiteView site) => new()
    {
        Id = site.Id,
        OcppLocationId = site.OcppLocationId,
        OrganizationId = site.OrganizationId,
        Slug = site.Slug,
        Name = site.Name,
        Address = site.Address,
        City = site.City,
        Country = site.Country,
        Coordinates = site is { Latitude: { } latitude, Longitude: { } longitude } ? new CoordinatesBody(latitude, longitude) : null,
        Timezone = site.Timezone,
        OwnerName = site.OwnerName,
        Public = site.Public,
        ParkingType = site.ParkingType,
        PostalCode = site.PostalCode,
        CreatedAt = site.CreatedAt.UtcDateTime,
        UpdatedAt = site.UpdatedAt.UtcDateTime,
        Chargers = [.. site.Chargers.Select(Show)],
    };

    private static OcpiChargerBody Show(SiteChargerView charger) => new(
        charger.Id,
        charger.Identity,
        charger.ConnectorType,
        charger.OcppVersion,
        charger.Identity,
        [.. charger.Evses.Select(e => new OcpiEvseBody(e.EvseUid, e.OcpiEvseId, e.OcpiConnectorId, Number(e.TopologyId)))],
        charger.TopologyDefaultId is { } id ? Number(id) : null);

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);
}

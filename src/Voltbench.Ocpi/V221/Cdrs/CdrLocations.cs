using Voltbench.Ocpi.V221.Locations;

namespace Voltbench.Ocpi.V221.Cdrs;

/// <summary>Makes the CdrLocation of 2.2.1.</summary>
public static class CdrLocations
{
    /// <summary>What stands for something that does not exist (transport_and_format, "#NA").</summary>
    public const string NotAvailable = "#NA";

    /// <summary>The location with the one EVSE and connector. Its texts are shorter than those of a location and are cut.</summary>
    public static CdrLocation Of(Location location, Evse evse, Connector connector) => new()
    {
        Id = location.Id,
        Name = location.Name,
        Address = Cut(location.Address, 45),
        City = location.City,
        PostalCode = location.PostalCode,
        State = location.State is null ? null : Cut(location.State, 20),
        Country = location.Country,
        Coordinates = location.Coordinates,
        EvseUid = evse.Uid,
        EvseId = evse.EvseId ?? NotAvailable,
        ConnectorId = connector.Id,
        ConnectorStandard = connector.Standard,
        ConnectorFormat = connector.Format,
        ConnectorPowerType = connector.PowerType,
    };

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}

using Voltbench.Ocpi.Pricing;
using V211 = Voltbench.Ocpi.V211;
using V221 = Voltbench.Ocpi.V221;

namespace Voltbench.Ocpi.Tests.Pricing;

/// <summary>One site, one tariff and one token in both versions.</summary>
internal static class BuilderCases
{
    public static readonly DateTimeOffset Then = Story.At("2026-01-01 00:00");
    public static readonly DateTimeOffset Now = Story.At("2026-03-02 12:00");

    public static readonly V221.Tariffs.Tariff Tariff221 = new()
    {
        CountryCode = "DE",
        PartyId = "VBX",
        Id = "ac-standard",
        Currency = "EUR",
        Elements =
        [
            new()
            {
                PriceComponents =
                [
                    new() { Type = V221.Tariffs.TariffDimensionType.Flat, Price = 0.5m, Vat = 19, StepSize = 1 },
                    new() { Type = V221.Tariffs.TariffDimensionType.Energy, Price = 0.5m, Vat = 19, StepSize = 1 },
                    new() { Type = V221.Tariffs.TariffDimensionType.ParkingTime, Price = 3, Vat = 19, StepSize = 60 },
                ],
            },
        ],
        LastUpdated = Then,
    };

    public static readonly V211.Tariffs.Tariff Tariff211 = new()
    {
        Id = "ac-standard",
        Currency = "EUR",
        Elements =
        [
            new()
            {
                PriceComponents =
                [
                    new() { Type = V211.Tariffs.TariffDimensionType.Flat, Price = 0.5m, StepSize = 1 },
                    new() { Type = V211.Tariffs.TariffDimensionType.Energy, Price = 0.5m, StepSize = 1 },
                    new() { Type = V211.Tariffs.TariffDimensionType.ParkingTime, Price = 3, StepSize = 60 },
                ],
            },
        ],
        LastUpdated = Then,
    };

    public static V221.Sessions.SessionFacts Facts221(ChargingRecord record, bool withTariff = true) => new()
    {
        CountryCode = "DE",
        PartyId = "VBX",
        SessionId = "3f8c",
        Record = record,
        Priced = TariffEngine.Price(record, withTariff ? Tariff221.ToPriced221() : null, OcpiVersion.V221),
        Tariff = withTariff ? Tariff221 : null,
        Currency = "CHF",
        Token = new() { CountryCode = "NL", PartyId = "TNM", Uid = "04A2B3C4", Type = V221.Tokens.TokenType.Rfid, ContractId = "NL-TNM-C12345678-X" },
        AuthMethod = V221.Cdrs.AuthMethod.Whitelist,
        Location = V221.Cdrs.CdrLocations.Of(Site221, Site221.Evses![1], Site221.Evses[1].Connectors[0]),
        MeterId = "M-7",
    };

    public static V211.Sessions.SessionFacts Facts211(ChargingRecord record, bool withTariff = true) => new()
    {
        SessionId = "3f8c",
        Record = record,
        Priced = TariffEngine.Price(record, withTariff ? Tariff211.ToPriced211() : null, OcpiVersion.V211),
        Tariff = withTariff ? Tariff211 : null,
        Currency = "CHF",
        AuthId = "NL-TNM-C12345678-X",
        AuthMethod = V211.Cdrs.AuthMethod.Whitelist,
        Location = V211.Sessions.SessionLocations.Of(Site211, Site211.Evses![1], Site211.Evses[1].Connectors[0]),
        MeterId = "M-7",
    };

    private static PricedTariff ToPriced221(this V221.Tariffs.Tariff tariff) => V221.Tariffs.TariffPricing.ToPriced(tariff);

    private static PricedTariff ToPriced211(this V211.Tariffs.Tariff tariff) => V211.Tariffs.TariffPricing.ToPriced(tariff);

    private static V221.Locations.Location Site221 => new()
    {
        CountryCode = "DE",
        PartyId = "VBX",
        Id = "LOC1",
        Publish = true,
        Name = "Stadthaus",
        Address = "Straße der Pariser Kommune am alten Güterbahnhof 120",
        City = "Berlin",
        PostalCode = "10243",
        Country = "DEU",
        Coordinates = new() { Latitude = "52.510000", Longitude = "13.430000" },
        TimeZone = "Europe/Berlin",
        Evses = [Evse221("E1"), Evse221("E2")],
        LastUpdated = Then,
    };

    private static V211.Locations.Location Site211 => new()
    {
        Id = "LOC1",
        Type = V211.Locations.LocationType.OnStreet,
        Name = "Stadthaus",
        Address = "Koppenstrasse 12",
        City = "Berlin",
        PostalCode = "10243",
        Country = "DEU",
        Coordinates = new() { Latitude = "52.510000", Longitude = "13.430000" },
        TimeZone = "Europe/Berlin",
        Evses = [Evse211("E1"), Evse211("E2")],
        LastUpdated = Then,
    };

    private static V221.Locations.Evse Evse221(string uid) => new()
    {
        Uid = uid,
        EvseId = "DE*VBX*E" + uid,
        Status = V221.Locations.Status.Available,
        Connectors =
        [
            new()
            {
                Id = "1",
                Standard = V221.Locations.ConnectorType.Iec62196T2,
                Format = V221.Locations.ConnectorFormat.Socket,
                PowerType = V221.Locations.PowerType.Ac3Phase,
                MaxVoltage = 230,
                MaxAmperage = 32,
                TariffIds = ["ac-standard"],
                LastUpdated = Then,
            },
        ],
        LastUpdated = Then,
    };

    private static V211.Locations.Evse Evse211(string uid) => new()
    {
        Uid = uid,
        EvseId = "DE*VBX*E" + uid,
        Status = V211.Locations.Status.Available,
        Connectors =
        [
            new()
            {
                Id = "1",
                Standard = V211.Locations.ConnectorType.Iec62196T2,
                Format = V211.Locations.ConnectorFormat.Socket,
                PowerType = V211.Locations.PowerType.Ac3Phase,
                Voltage = 230,
                Amperage = 32,
                TariffId = "ac-standard",
                LastUpdated = Then,
            },
        ],
        LastUpdated = Then,
    };
}

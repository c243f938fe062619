using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Locations;

/// <summary>What else is at a location (OCPI 2.1.1 mod_locations §4.11).</summary>
public enum Facility
{
    [JsonStringEnumMemberName("HOTEL")]
    Hotel,

    [JsonStringEnumMemberName("RESTAURANT")]
    Restaurant,

    [JsonStringEnumMemberName("CAFE")]
    Cafe,

    [JsonStringEnumMemberName("MALL")]
    Mall,

    [JsonStringEnumMemberName("SUPERMARKET")]
    Supermarket,

    [JsonStringEnumMemberName("SPORT")]
    Sport,

    [JsonStringEnumMemberName("RECREATION_AREA")]
    RecreationArea,

    [JsonStringEnumMemberName("NATURE")]
    Nature,

    [JsonStringEnumMemberName("MUSEUM")]
    Museum,

    [JsonStringEnumMemberName("BUS_STOP")]
    BusStop,

    [JsonStringEnumMemberName("TAXI_STAND")]
    TaxiStand,

    [JsonStringEnumMemberName("TRAIN_STATION")]
    TrainStation,

    [JsonStringEnumMemberName("AIRPORT")]
    Airport,

    [JsonStringEnumMemberName("CARPOOL_PARKING")]
    CarpoolParking,

    [JsonStringEnumMemberName("FUEL_STATION")]
    FuelStation,

    [JsonStringEnumMemberName("WIFI")]
    Wifi,
}

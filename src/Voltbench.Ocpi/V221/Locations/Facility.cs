using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Locations;

/// <summary>What else is at a location (OCPI 2.2.1 mod_locations).</summary>
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

    [JsonStringEnumMemberName("BIKE_SHARING")]
    BikeSharing,

    [JsonStringEnumMemberName("BUS_STOP")]
    BusStop,

    [JsonStringEnumMemberName("TAXI_STAND")]
    TaxiStand,

    [JsonStringEnumMemberName("TRAM_STOP")]
    TramStop,

    [JsonStringEnumMemberName("METRO_STATION")]
    MetroStation,

    [JsonStringEnumMemberName("TRAIN_STATION")]
    TrainStation,

    [JsonStringEnumMemberName("AIRPORT")]
    Airport,

    [JsonStringEnumMemberName("PARKING_LOT")]
    ParkingLot,

    [JsonStringEnumMemberName("CARPOOL_PARKING")]
    CarpoolParking,

    [JsonStringEnumMemberName("FUEL_STATION")]
    FuelStation,

    [JsonStringEnumMemberName("WIFI")]
    Wifi,
}

using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Locations;

/// <summary>The kind of parking (OCPI 2.2.1 mod_locations).</summary>
public enum ParkingType
{
    [JsonStringEnumMemberName("ALONG_MOTORWAY")]
    AlongMotorway,

    [JsonStringEnumMemberName("PARKING_GARAGE")]
    ParkingGarage,

    [JsonStringEnumMemberName("PARKING_LOT")]
    ParkingLot,

    [JsonStringEnumMemberName("ON_DRIVEWAY")]
    OnDriveway,

    [JsonStringEnumMemberName("ON_STREET")]
    OnStreet,

    [JsonStringEnumMemberName("UNDERGROUND_GARAGE")]
    UndergroundGarage,
}

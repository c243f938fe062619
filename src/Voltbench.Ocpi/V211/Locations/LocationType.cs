using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Locations;

/// <summary>The kind of parking (OCPI 2.1.1 mod_locations §4.16).</summary>
public enum LocationType
{
    [JsonStringEnumMemberName("ON_STREET")]
    OnStreet,

    [JsonStringEnumMemberName("PARKING_GARAGE")]
    ParkingGarage,

    [JsonStringEnumMemberName("UNDERGROUND_GARAGE")]
    UndergroundGarage,

    [JsonStringEnumMemberName("PARKING_LOT")]
    ParkingLot,

    [JsonStringEnumMemberName("OTHER")]
    Other,

    [JsonStringEnumMemberName("UNKNOWN")]
    Unknown,
}

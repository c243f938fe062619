using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Locations;

/// <summary>Who may park (OCPI 2.1.1 mod_locations §4.17).</summary>
public enum ParkingRestriction
{
    [JsonStringEnumMemberName("EV_ONLY")]
    EvOnly,

    [JsonStringEnumMemberName("PLUGGED")]
    Plugged,

    [JsonStringEnumMemberName("DISABLED")]
    Disabled,

    [JsonStringEnumMemberName("CUSTOMERS")]
    Customers,

    [JsonStringEnumMemberName("MOTORCYCLES")]
    Motorcycles,
}

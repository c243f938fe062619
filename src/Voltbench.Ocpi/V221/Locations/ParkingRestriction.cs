using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Locations;

/// <summary>Who may park (OCPI 2.2.1 mod_locations).</summary>
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

using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Locations;

/// <summary>State of an EVSE (OCPI 2.2.1 mod_locations).</summary>
public enum Status
{
    [JsonStringEnumMemberName("AVAILABLE")]
    Available,

    /// <summary>Something stands in the way.</summary>
    [JsonStringEnumMemberName("BLOCKED")]
    Blocked,

    [JsonStringEnumMemberName("CHARGING")]
    Charging,

    /// <summary>Not in use yet or for now, without being broken.</summary>
    [JsonStringEnumMemberName("INOPERATIVE")]
    Inoperative,

    /// <summary>Broken.</summary>
    [JsonStringEnumMemberName("OUTOFORDER")]
    OutOfOrder,

    [JsonStringEnumMemberName("PLANNED")]
    Planned,

    /// <summary>Gone for good.</summary>
    [JsonStringEnumMemberName("REMOVED")]
    Removed,

    [JsonStringEnumMemberName("RESERVED")]
    Reserved,

    /// <summary>Also when it is offline.</summary>
    [JsonStringEnumMemberName("UNKNOWN")]
    Unknown,
}

using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Cdrs;

/// <summary>What is measured in a charging period (OCPI 2.1.1 mod_cdrs §4.3).</summary>
public enum CdrDimensionType
{
    /// <summary>kWh.</summary>
    [JsonStringEnumMemberName("ENERGY")]
    Energy,

    /// <summary>No unit.</summary>
    [JsonStringEnumMemberName("FLAT")]
    Flat,

    /// <summary>A.</summary>
    [JsonStringEnumMemberName("MAX_CURRENT")]
    MaxCurrent,

    /// <summary>A.</summary>
    [JsonStringEnumMemberName("MIN_CURRENT")]
    MinCurrent,

    /// <summary>h without energy.</summary>
    [JsonStringEnumMemberName("PARKING_TIME")]
    ParkingTime,

    /// <summary>h of charging.</summary>
    [JsonStringEnumMemberName("TIME")]
    Time,
}

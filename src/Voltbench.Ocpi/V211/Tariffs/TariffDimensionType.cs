using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V211.Tariffs;

/// <summary>What is priced (OCPI 2.1.1 mod_tariffs §4.4).</summary>
public enum TariffDimensionType
{
    /// <summary>Per kWh; steps in Wh.</summary>
    [JsonStringEnumMemberName("ENERGY")]
    Energy,

    /// <summary>Per session.</summary>
    [JsonStringEnumMemberName("FLAT")]
    Flat,

    /// <summary>Per hour without energy; steps in s.</summary>
    [JsonStringEnumMemberName("PARKING_TIME")]
    ParkingTime,

    /// <summary>Per hour of charging; steps in s.</summary>
    [JsonStringEnumMemberName("TIME")]
    Time,
}

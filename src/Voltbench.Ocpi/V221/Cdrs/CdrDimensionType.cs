using System.Text.Json.Serialization;

namespace Voltbench.Ocpi.V221.Cdrs;

/// <summary>What is measured in a charging period (OCPI 2.2.1 mod_cdrs).</summary>
public enum CdrDimensionType
{
    /// <summary>A, average. Session only.</summary>
    [JsonStringEnumMemberName("CURRENT")]
    Current,

    /// <summary>kWh.</summary>
    [JsonStringEnumMemberName("ENERGY")]
    Energy,

    /// <summary>kWh. Session only.</summary>
    [JsonStringEnumMemberName("ENERGY_EXPORT")]
    EnergyExport,

    /// <summary>kWh. Session only.</summary>
    [JsonStringEnumMemberName("ENERGY_IMPORT")]
    EnergyImport,

    /// <summary>A.</summary>
    [JsonStringEnumMemberName("MAX_CURRENT")]
    MaxCurrent,

    /// <summary>A.</summary>
    [JsonStringEnumMemberName("MIN_CURRENT")]
    MinCurrent,

    /// <summary>kW.</summary>
    [JsonStringEnumMemberName("MAX_POWER")]
    MaxPower,

    /// <summary>kW.</summary>
    [JsonStringEnumMemberName("MIN_POWER")]
    MinPower,

    /// <summary>h without energy.</summary>
    [JsonStringEnumMemberName("PARKING_TIME")]
    ParkingTime,

    /// <summary>kW, average. Session only.</summary>
    [JsonStringEnumMemberName("POWER")]
    Power,

    /// <summary>h.</summary>
    [JsonStringEnumMemberName("RESERVATION_TIME")]
    ReservationTime,

    /// <summary>Percent. Session only.</summary>
    [JsonStringEnumMemberName("STATE_OF_CHARGE")]
    StateOfCharge,

    /// <summary>h of charging.</summary>
    [JsonStringEnumMemberName("TIME")]
    Time,
}

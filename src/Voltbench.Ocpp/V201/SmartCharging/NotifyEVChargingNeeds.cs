using System.Text.Json.Serialization;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.SmartCharging;

/// <summary>Passes on what the EV needs (ISO 15118). Sent by the charging station (OCPP 2.0.1 part 2, use case K15).</summary>
public sealed record NotifyEVChargingNeedsRequest
{
    public int? MaxScheduleTuples { get; init; }

    public required ChargingNeeds ChargingNeeds { get; init; }

    public required int EvseId { get; init; }
}

public sealed record NotifyEVChargingNeedsResponse
{
    public required NotifyEVChargingNeedsStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public sealed record ChargingNeeds
{
    public AcChargingParameters? AcChargingParameters { get; init; }

    public DcChargingParameters? DcChargingParameters { get; init; }

    public required EnergyTransferMode RequestedEnergyTransfer { get; init; }

    public DateTimeOffset? DepartureTime { get; init; }
}

public sealed record AcChargingParameters
{
    /// <summary>Energy that the EV asks for, Wh.</summary>
    public required int EnergyAmount { get; init; }

    /// <summary>Least that the EV can take per phase, A.</summary>
    public required int EvMinCurrent { get; init; }

    /// <summary>Most that the EV can take per phase, A.</summary>
    public required int EvMaxCurrent { get; init; }

    /// <summary>Most that the EV can take, V.</summary>
    public required int EvMaxVoltage { get; init; }
}

public sealed record DcChargingParameters
{
    /// <summary>Most that the EV can take, A.</summary>
    public required int EvMaxCurrent { get; init; }

    /// <summary>Most that the EV can take, V.</summary>
    public required int EvMaxVoltage { get; init; }

    /// <summary>Energy that the EV asks for, Wh.</summary>
    public int? EnergyAmount { get; init; }

    /// <summary>Most that the EV can take, W.</summary>
    public int? EvMaxPower { get; init; }

    /// <summary>Battery level, percent.</summary>
    [Range(0, 100)]
    public int? StateOfCharge { get; init; }

    /// <summary>Capacity of the battery, Wh.</summary>
    public int? EvEnergyCapacity { get; init; }

    /// <summary>Percent at which the EV counts the battery as full.</summary>
    [Range(0, 100)]
    public int? FullSoC { get; init; }

    /// <summary>Percent at which fast charging ends.</summary>
    [Range(0, 100)]
    public int? BulkSoC { get; init; }
}

public enum EnergyTransferMode
{
    DC,

    [JsonStringEnumMemberName("AC_single_phase")]
    ACSinglePhase,

    [JsonStringEnumMemberName("AC_two_phase")]
    ACTwoPhase,

    [JsonStringEnumMemberName("AC_three_phase")]
    ACThreePhase,
}

public enum NotifyEVChargingNeedsStatus
{
    Accepted,
    Rejected,
    Processing,
}

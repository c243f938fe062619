using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.SmartCharging;

/// <summary>Passes on the schedule that the EV intends to follow (ISO 15118). Sent by the charging station (OCPP 2.0.1 part 2, use case K15).</summary>
public sealed record NotifyEVChargingScheduleRequest
{
    public required DateTimeOffset TimeBase { get; init; }

    public required ChargingSchedule ChargingSchedule { get; init; }

    public required int EvseId { get; init; }
}

public sealed record NotifyEVChargingScheduleResponse
{
    public required GenericStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.V16.SmartCharging;

/// <summary>Asks for the schedule that results from all profiles. Sent by the central system (OCPP 1.6 §5.7).</summary>
public sealed record GetCompositeScheduleRequest
{
    public required int ConnectorId { get; init; }

    /// <summary>Length, s.</summary>
    public required int Duration { get; init; }

    public ChargingRateUnitType? ChargingRateUnit { get; init; }
}

public sealed record GetCompositeScheduleResponse
{
    public required GetCompositeScheduleStatus Status { get; init; }

    public int? ConnectorId { get; init; }

    public DateTimeOffset? ScheduleStart { get; init; }

    public ChargingSchedule? ChargingSchedule { get; init; }
}

public enum GetCompositeScheduleStatus
{
    Accepted,
    Rejected,
}

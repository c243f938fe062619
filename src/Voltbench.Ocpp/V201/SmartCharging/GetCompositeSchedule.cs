using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.SmartCharging;

/// <summary>Asks for the schedule that results from all profiles. Sent by the CSMS (OCPP 2.0.1 part 2, use case K08).</summary>
public sealed record GetCompositeScheduleRequest
{
    /// <summary>Length, s.</summary>
    public required int Duration { get; init; }

    public ChargingRateUnit? ChargingRateUnit { get; init; }

    public required int EvseId { get; init; }
}

public sealed record GetCompositeScheduleResponse
{
    public required GenericStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }

    public CompositeSchedule? Schedule { get; init; }
}

/// <summary>The schedule that results from all profiles.</summary>
public sealed record CompositeSchedule
{
    [Items(1)]
    public required IReadOnlyList<ChargingSchedulePeriod> ChargingSchedulePeriod { get; init; }

    public required int EvseId { get; init; }

    /// <summary>Length, s.</summary>
    public required int Duration { get; init; }

    public required DateTimeOffset ScheduleStart { get; init; }

    public required ChargingRateUnit ChargingRateUnit { get; init; }
}

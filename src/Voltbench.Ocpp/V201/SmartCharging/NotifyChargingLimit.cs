using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.SmartCharging;

/// <summary>Reports that an external limit applies. Sent by the charging station (OCPP 2.0.1 part 2, use case K12).</summary>
public sealed record NotifyChargingLimitRequest
{
    [Items(1)]
    public IReadOnlyList<ChargingSchedule>? ChargingSchedule { get; init; }

    public int? EvseId { get; init; }

    public required ChargingLimit ChargingLimit { get; init; }
}

public sealed record NotifyChargingLimitResponse;

public sealed record ChargingLimit
{
    public required ChargingLimitSource ChargingLimitSource { get; init; }

    public bool? IsGridCritical { get; init; }
}

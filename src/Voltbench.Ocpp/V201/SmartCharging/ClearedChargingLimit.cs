using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.SmartCharging;

/// <summary>Reports that an external limit is gone. Sent by the charging station (OCPP 2.0.1 part 2, use case K13).</summary>
public sealed record ClearedChargingLimitRequest
{
    public required ChargingLimitSource ChargingLimitSource { get; init; }

    public int? EvseId { get; init; }
}

public sealed record ClearedChargingLimitResponse;

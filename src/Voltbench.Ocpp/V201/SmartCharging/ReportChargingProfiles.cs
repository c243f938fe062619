using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.SmartCharging;

/// <summary>Delivers charging profiles that were asked for. Sent by the charging station (OCPP 2.0.1 part 2, use case K09).</summary>
public sealed record ReportChargingProfilesRequest
{
    public required int RequestId { get; init; }

    public required ChargingLimitSource ChargingLimitSource { get; init; }

    [Items(1)]
    public required IReadOnlyList<ChargingProfile> ChargingProfile { get; init; }

    /// <summary>To be continued: more parts follow. False when absent.</summary>
    public bool? Tbc { get; init; }

    public required int EvseId { get; init; }
}

public sealed record ReportChargingProfilesResponse;

using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.SmartCharging;

/// <summary>Sets a charging profile. Sent by the CSMS (OCPP 2.0.1 part 2, use case K01).</summary>
public sealed record SetChargingProfileRequest
{
    public required int EvseId { get; init; }

    public required ChargingProfile ChargingProfile { get; init; }
}

public sealed record SetChargingProfileResponse
{
    public required ChargingProfileStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum ChargingProfileStatus
{
    Accepted,
    Rejected,
}

using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.V16.SmartCharging;

/// <summary>Sets a charging profile. Sent by the central system (OCPP 1.6 §5.16).</summary>
public sealed record SetChargingProfileRequest
{
    public required int ConnectorId { get; init; }

    public required ChargingProfile CsChargingProfiles { get; init; }
}

public sealed record SetChargingProfileResponse
{
    public required ChargingProfileStatus Status { get; init; }
}

public enum ChargingProfileStatus
{
    Accepted,
    Rejected,
    NotSupported,
}

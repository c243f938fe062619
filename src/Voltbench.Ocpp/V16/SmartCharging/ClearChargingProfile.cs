using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.V16.SmartCharging;

/// <summary>Removes charging profiles that match. Sent by the central system (OCPP 1.6 §5.5).</summary>
public sealed record ClearChargingProfileRequest
{
    public int? Id { get; init; }

    public int? ConnectorId { get; init; }

    public ChargingProfilePurposeType? ChargingProfilePurpose { get; init; }

    public int? StackLevel { get; init; }
}

public sealed record ClearChargingProfileResponse
{
    public required ClearChargingProfileStatus Status { get; init; }
}

public enum ClearChargingProfileStatus
{
    Accepted,
    Unknown,
}

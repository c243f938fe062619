using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.SmartCharging;

/// <summary>Removes charging profiles that match. Sent by the CSMS (OCPP 2.0.1 part 2, use case K10).</summary>
public sealed record ClearChargingProfileRequest
{
    public int? ChargingProfileId { get; init; }

    public ClearChargingProfileCriterion? ChargingProfileCriteria { get; init; }
}

public sealed record ClearChargingProfileResponse
{
    public required ClearChargingProfileStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

/// <summary>Which charging profiles are to go.</summary>
public sealed record ClearChargingProfileCriterion
{
    public int? EvseId { get; init; }

    public ChargingProfilePurpose? ChargingProfilePurpose { get; init; }

    public int? StackLevel { get; init; }
}

public enum ClearChargingProfileStatus
{
    Accepted,
    Unknown,
}

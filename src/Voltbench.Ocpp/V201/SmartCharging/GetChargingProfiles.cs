using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.SmartCharging;

/// <summary>Asks for the charging profiles that match to be reported. Sent by the CSMS (OCPP 2.0.1 part 2, use case K09).</summary>
public sealed record GetChargingProfilesRequest
{
    public required int RequestId { get; init; }

    public int? EvseId { get; init; }

    public required ChargingProfileCriterion ChargingProfile { get; init; }
}

public sealed record GetChargingProfilesResponse
{
    public required GetChargingProfileStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

/// <summary>Which charging profiles are meant.</summary>
public sealed record ChargingProfileCriterion
{
    public ChargingProfilePurpose? ChargingProfilePurpose { get; init; }

    public int? StackLevel { get; init; }

    [Items(1)]
    public IReadOnlyList<int>? ChargingProfileId { get; init; }

    [Items(1, 4)]
    public IReadOnlyList<ChargingLimitSource>? ChargingLimitSource { get; init; }
}

public enum GetChargingProfileStatus
{
    Accepted,
    NoProfiles,
}

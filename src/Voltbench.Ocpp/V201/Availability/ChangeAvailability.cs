using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Availability;

/// <summary>Takes the whole station or a part of it in or out of service. Sent by the CSMS (OCPP 2.0.1 part 2, use cases G03, G04).</summary>
public sealed record ChangeAvailabilityRequest
{
    public Evse? Evse { get; init; }

    public required OperationalStatus OperationalStatus { get; init; }
}

public sealed record ChangeAvailabilityResponse
{
    public required ChangeAvailabilityStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum OperationalStatus
{
    Inoperative,
    Operative,
}

public enum ChangeAvailabilityStatus
{
    Accepted,
    Rejected,
    Scheduled,
}

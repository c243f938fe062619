namespace Voltbench.Ocpp.V16.Core;

/// <summary>Takes the whole station or a part of it in or out of service. Sent by the central system (OCPP 1.6 §5.2).</summary>
public sealed record ChangeAvailabilityRequest
{
    public required int ConnectorId { get; init; }

    public required AvailabilityType Type { get; init; }
}

public sealed record ChangeAvailabilityResponse
{
    public required AvailabilityStatus Status { get; init; }
}

public enum AvailabilityType
{
    Inoperative,
    Operative,
}

public enum AvailabilityStatus
{
    Accepted,
    Rejected,
    Scheduled,
}

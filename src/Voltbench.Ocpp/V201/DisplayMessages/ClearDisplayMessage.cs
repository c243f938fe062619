using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.DisplayMessages;

/// <summary>Removes a message. Sent by the CSMS (OCPP 2.0.1 part 2, use case O05).</summary>
public sealed record ClearDisplayMessageRequest
{
    public required int Id { get; init; }
}

public sealed record ClearDisplayMessageResponse
{
    public required ClearMessageStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum ClearMessageStatus
{
    Accepted,
    Unknown,
}

using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.DisplayMessages;

/// <summary>Shows a message. Sent by the CSMS (OCPP 2.0.1 part 2, use cases O01, O02).</summary>
public sealed record SetDisplayMessageRequest
{
    public required MessageInfo Message { get; init; }
}

public sealed record SetDisplayMessageResponse
{
    public required DisplayMessageStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum DisplayMessageStatus
{
    Accepted,
    NotSupportedMessageFormat,
    Rejected,
    NotSupportedPriority,
    NotSupportedState,
    UnknownTransaction,
}

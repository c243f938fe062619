using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.DisplayMessages;

/// <summary>Asks for the messages that match to be reported. Sent by the CSMS (OCPP 2.0.1 part 2, use cases O03, O04).</summary>
public sealed record GetDisplayMessagesRequest
{
    [Items(1)]
    public IReadOnlyList<int>? Id { get; init; }

    public required int RequestId { get; init; }

    public MessagePriority? Priority { get; init; }

    public MessageState? State { get; init; }
}

public sealed record GetDisplayMessagesResponse
{
    public required GetDisplayMessagesStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum GetDisplayMessagesStatus
{
    Accepted,
    Unknown,
}

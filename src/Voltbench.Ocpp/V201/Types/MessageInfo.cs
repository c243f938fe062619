using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Types;

/// <summary>A message for a display and when to show it.</summary>
public sealed record MessageInfo
{
    public Component? Display { get; init; }

    public required int Id { get; init; }

    public required MessagePriority Priority { get; init; }

    public MessageState? State { get; init; }

    public DateTimeOffset? StartDateTime { get; init; }

    public DateTimeOffset? EndDateTime { get; init; }

    [MaxLength(36)]
    public string? TransactionId { get; init; }

    public required MessageContent Message { get; init; }
}

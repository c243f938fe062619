using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.DisplayMessages;

/// <summary>Delivers messages that were asked for. Sent by the charging station (OCPP 2.0.1 part 2, use cases O03, O04).</summary>
public sealed record NotifyDisplayMessagesRequest
{
    [Items(1)]
    public IReadOnlyList<MessageInfo>? MessageInfo { get; init; }

    public required int RequestId { get; init; }

    /// <summary>To be continued: more parts follow. False when absent.</summary>
    public bool? Tbc { get; init; }
}

public sealed record NotifyDisplayMessagesResponse;

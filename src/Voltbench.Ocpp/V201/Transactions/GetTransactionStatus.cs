using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Transactions;

/// <summary>Asks whether a transaction goes on and whether messages of it are queued. Sent by the CSMS (OCPP 2.0.1 part 2, use case E14).</summary>
public sealed record GetTransactionStatusRequest
{
    [MaxLength(36)]
    public string? TransactionId { get; init; }
}

public sealed record GetTransactionStatusResponse
{
    public bool? OngoingIndicator { get; init; }

    public required bool MessagesInQueue { get; init; }
}

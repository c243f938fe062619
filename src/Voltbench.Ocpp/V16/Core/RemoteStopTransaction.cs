using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.V16.Core;

/// <summary>Asks for a transaction to be stopped. Sent by the central system (OCPP 1.6 §5.12).</summary>
public sealed record RemoteStopTransactionRequest
{
    public required int TransactionId { get; init; }
}

public sealed record RemoteStopTransactionResponse
{
    public required RemoteStartStopStatus Status { get; init; }
}

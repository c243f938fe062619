using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.RemoteControl;

/// <summary>Asks for a transaction to be stopped. Sent by the CSMS (OCPP 2.0.1 part 2, use case F03).</summary>
public sealed record RequestStopTransactionRequest
{
    [MaxLength(36)]
    public required string TransactionId { get; init; }
}

public sealed record RequestStopTransactionResponse
{
    public required RequestStartStopStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

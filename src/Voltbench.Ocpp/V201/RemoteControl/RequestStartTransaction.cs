using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.RemoteControl;

/// <summary>Asks for a transaction to be started. Sent by the CSMS (OCPP 2.0.1 part 2, use cases F01, F02).</summary>
public sealed record RequestStartTransactionRequest
{
    public int? EvseId { get; init; }

    public IdToken? GroupIdToken { get; init; }

    public required IdToken IdToken { get; init; }

    public required int RemoteStartId { get; init; }

    public ChargingProfile? ChargingProfile { get; init; }
}

public sealed record RequestStartTransactionResponse
{
    public required RequestStartStopStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }

    [MaxLength(36)]
    public string? TransactionId { get; init; }
}

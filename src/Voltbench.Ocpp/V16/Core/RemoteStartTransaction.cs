using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.V16.Core;

/// <summary>Asks for a transaction to be started. Sent by the central system (OCPP 1.6 §5.11).</summary>
public sealed record RemoteStartTransactionRequest
{
    public int? ConnectorId { get; init; }

    [MaxLength(20)]
    public required string IdTag { get; init; }

    public ChargingProfile? ChargingProfile { get; init; }
}

public sealed record RemoteStartTransactionResponse
{
    public required RemoteStartStopStatus Status { get; init; }
}

using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.V16.Core;

/// <summary>Reports that a transaction has stopped. Sent by the charge point (OCPP 1.6 §4.10).</summary>
public sealed record StopTransactionRequest
{
    [MaxLength(20)]
    public string? IdTag { get; init; }

    /// <summary>Meter at the end, Wh.</summary>
    public required int MeterStop { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required int TransactionId { get; init; }

    public Reason? Reason { get; init; }

    public IReadOnlyList<MeterValue>? TransactionData { get; init; }
}

public sealed record StopTransactionResponse
{
    public IdTagInfo? IdTagInfo { get; init; }
}

/// <summary>Why a transaction stopped; without one it was stopped locally (§7.36).</summary>
public enum Reason
{
    EmergencyStop,
    EVDisconnected,
    HardReset,
    Local,
    Other,
    PowerLoss,
    Reboot,
    Remote,
    SoftReset,
    UnlockCommand,
    DeAuthorized,
}

using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.V16.Core;

/// <summary>Reports that a transaction has started. Sent by the charge point (OCPP 1.6 §4.8).</summary>
public sealed record StartTransactionRequest
{
    public required int ConnectorId { get; init; }

    [MaxLength(20)]
    public required string IdTag { get; init; }

    /// <summary>Meter at the start, Wh.</summary>
    public required int MeterStart { get; init; }

    public int? ReservationId { get; init; }

    public required DateTimeOffset Timestamp { get; init; }
}

public sealed record StartTransactionResponse
{
    public required IdTagInfo IdTagInfo { get; init; }

    public required int TransactionId { get; init; }
}

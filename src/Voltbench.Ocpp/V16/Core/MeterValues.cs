using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.V16.Core;

/// <summary>Reports samples of the meter. Sent by the charge point (OCPP 1.6 §4.7).</summary>
public sealed record MeterValuesRequest
{
    public required int ConnectorId { get; init; }

    public int? TransactionId { get; init; }

    [Items(1)]
    public required IReadOnlyList<MeterValue> MeterValue { get; init; }
}

public sealed record MeterValuesResponse;

using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.MeterValues;

/// <summary>Reports samples of the meter outside transactions. Sent by the charging station (OCPP 2.0.1 part 2, use case J01).</summary>
public sealed record MeterValuesRequest
{
    public required int EvseId { get; init; }

    [Items(1)]
    public required IReadOnlyList<MeterValue> MeterValue { get; init; }
}

public sealed record MeterValuesResponse;

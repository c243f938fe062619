using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V16.Types;

/// <summary>Samples taken at one moment.</summary>
public sealed record MeterValue
{
    public required DateTimeOffset Timestamp { get; init; }

    [Items(1)]
    public required IReadOnlyList<SampledValue> SampledValue { get; init; }
}

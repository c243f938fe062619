using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Types;

/// <summary>Samples taken at one moment.</summary>
public sealed record MeterValue
{
    [Items(1)]
    public required IReadOnlyList<SampledValue> SampledValue { get; init; }

    public required DateTimeOffset Timestamp { get; init; }
}

namespace Voltbench.Ocpp.V16.Types;

/// <summary>One sample. Without a measurand it is imported active energy, without a unit Wh.</summary>
public sealed record SampledValue
{
    /// <summary>A number as text, or signed data, as the format says.</summary>
    public required string Value { get; init; }

    public ReadingContext? Context { get; init; }

    public ValueFormat? Format { get; init; }

    public Measurand? Measurand { get; init; }

    public Phase? Phase { get; init; }

    public Location? Location { get; init; }

    public UnitOfMeasure? Unit { get; init; }
}

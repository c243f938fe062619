namespace Voltbench.Ocpp.V201.Types;

/// <summary>One sample. Without a measurand it is imported active energy, without a unit Wh.</summary>
public sealed record SampledValue
{
    /// <summary>In the unit and multiplier below.</summary>
    public required decimal Value { get; init; }

    public ReadingContext? Context { get; init; }

    public Measurand? Measurand { get; init; }

    public Phase? Phase { get; init; }

    public Location? Location { get; init; }

    public SignedMeterValue? SignedMeterValue { get; init; }

    public UnitOfMeasure? UnitOfMeasure { get; init; }
}

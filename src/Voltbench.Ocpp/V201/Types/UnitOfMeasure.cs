using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Types;

/// <summary>Unit of a sample and the power of ten that its value is multiplied with.</summary>
public sealed record UnitOfMeasure
{
    /// <summary>Wh when absent.</summary>
    [MaxLength(20)]
    public string? Unit { get; init; }

    /// <summary>Power of ten, 0 when absent.</summary>
    public int? Multiplier { get; init; }
}

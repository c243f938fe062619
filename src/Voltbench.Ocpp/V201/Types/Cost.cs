namespace Voltbench.Ocpp.V201.Types;

public sealed record Cost
{
    public required CostKind CostKind { get; init; }

    public required int Amount { get; init; }

    public int? AmountMultiplier { get; init; }
}

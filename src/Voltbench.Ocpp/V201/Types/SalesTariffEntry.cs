using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Types;

public sealed record SalesTariffEntry
{
    public required RelativeTimeInterval RelativeTimeInterval { get; init; }

    [Range(0)]
    public int? EPriceLevel { get; init; }

    [Items(1, 3)]
    public IReadOnlyList<ConsumptionCost>? ConsumptionCost { get; init; }
}

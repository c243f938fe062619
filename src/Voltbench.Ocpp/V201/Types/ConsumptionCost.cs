using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Types;

public sealed record ConsumptionCost
{
    public required decimal StartValue { get; init; }

    [Items(1, 3)]
    public required IReadOnlyList<Cost> Cost { get; init; }
}

namespace Voltbench.Ocpp.V201.Types;

public sealed record ComponentVariable
{
    public required Component Component { get; init; }

    public Variable? Variable { get; init; }
}

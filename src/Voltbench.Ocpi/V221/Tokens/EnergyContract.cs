using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Tokens;

/// <summary>The contract of a driver with a supplier of energy (OCPI 2.2.1 mod_tokens).</summary>
public sealed record EnergyContract
{
    [Text(64)]
    public required string SupplierName { get; init; }

    [Text(64)]
    public string? ContractId { get; init; }
}

namespace Voltbench.Ocpp.V201.Types;

public enum CostKind
{
    CarbonDioxideEmission,
    RelativePricePercentage,
    RenewableGenerationPercentage,
}

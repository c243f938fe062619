using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>Reason codes of OCPP 2.0.1 part 2 appendix 5.</summary>
internal static class Reasons
{
    public static readonly StatusInfo TooManyElements = new() { ReasonCode = "TooManyElements" };

    public static readonly StatusInfo ReadOnly = new() { ReasonCode = "ReadOnly" };

    public static readonly StatusInfo WriteOnly = new() { ReasonCode = "WriteOnly" };

    public static StatusInfo Of(string reasonCode, string? why = null) => new()
    {
        ReasonCode = reasonCode,
        AdditionalInfo = why is null ? null : Text.Cut(why, 512),
    };
}

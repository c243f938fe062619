using Voltbench.Gateway.Validation;
using Voltbench.Simulation;

namespace Voltbench.Gateway.Commands;

/// <summary>Names of faults: ChargePointErrorCode of OCPP 1.6 §7.6 and the names that people use, in any case, with or without underscores.</summary>
internal static class FaultTypeInput
{
    private const int MaxLength = 64;

    public static string Read(BodyValue value)
    {
        var text = value.AsString(1, MaxLength);
        if (text.Length == 0)
            return "";
        if (FaultTypes.Find(text) is { } known)
            return known;
        value.Refuse(ViolationType.Enum(FaultTypes.Names));
        return "";
    }
}

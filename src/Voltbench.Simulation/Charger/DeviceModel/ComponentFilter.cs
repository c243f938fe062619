using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.DeviceModel;

/// <summary>Components and variables that a CSMS chose for a report. What it leaves out stands for any (OCPP 2.0.1 B08, N02).</summary>
internal static class ComponentFilter
{
    /// <summary>Null chooses all.</summary>
    public static bool Matches(IReadOnlyList<ComponentVariable>? chosen, in ModelVariable variable)
    {
        if (chosen is null)
            return true;
        var component = variable.Component;
        foreach (var choice in chosen)
        {
            if (Same(choice.Component.Name, component.Name)
                && (choice.Component.Instance is null || Same(choice.Component.Instance, component.Instance))
                && Matches(choice.Component.Evse, component.Evse)
                && (choice.Variable is null || Matches(choice.Variable, variable.Variable)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(Evse? chosen, Evse? evse)
        => chosen is null || (chosen.Id == evse?.Id && (chosen.ConnectorId is null || chosen.ConnectorId == evse.ConnectorId));

    private static bool Matches(Variable chosen, Variable variable)
        => Same(chosen.Name, variable.Name) && (chosen.Instance is null || Same(chosen.Instance, variable.Instance));

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

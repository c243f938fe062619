using System.Collections.Frozen;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.DeviceModel;

/// <summary>What became of looking a variable up.</summary>
internal enum Lookup : byte
{
    Found,
    UnknownComponent,
    UnknownVariable,
}

/// <summary>
/// The device model (OCPP 2.0.1 part 1 §4): the settings and what is physical. It is the same for all chargers; a charger only holds what was changed on it.
/// </summary>
internal static class StationModel
{
    private static readonly FrozenDictionary<VariableName, PhysicalVariable> Physical = PhysicalModel.All.ToFrozenDictionary(static v => v.Name);

    private static readonly FrozenSet<string> Controllers = StandardSettings.All
        .Where(static s => s.Variable is not null)
        .Select(static s => s.Variable!.Component)
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, ModelLevel> Components = PhysicalModel.All
        .GroupBy(static v => v.Name.Component, static v => v.Level, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(static g => g.Key, static g => g.First(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Every variable of the charger: controllers first, then the station, its EVSEs and their connectors.</summary>
    public static IEnumerable<ModelVariable> Of(Station station)
    {
        foreach (var setting in StandardSettings.All)
        {
            if (setting.Variable is not null && setting.Exists?.Invoke(station) != false)
                yield return new ModelVariable(setting);
        }

        foreach (var variable in PhysicalModel.All.Where(static v => v.Level == ModelLevel.Station))
            yield return new ModelVariable(variable, null);
        foreach (var connector in station.Connectors)
        {
            foreach (var variable in PhysicalModel.All.Where(static v => v.Level != ModelLevel.Station))
            {
                if (variable.Exists?.Invoke(station, connector) != false)
                    yield return new ModelVariable(variable, connector);
            }
        }
    }

    /// <summary>Looks up a variable by the names that a CSMS gives.</summary>
    public static Lookup Find(Station station, Component component, Variable variable, out ModelVariable found)
    {
        found = default;
        if (!TryPlace(station, component, out var connector))
            return Lookup.UnknownComponent;
        var name = new VariableName(component.Name, component.Instance, variable.Name, variable.Instance);
        if (connector is null && StandardSettings.FindVariable(name) is { } setting && setting.Exists?.Invoke(station) != false)
        {
            found = new ModelVariable(setting);
            return Lookup.Found;
        }

        if (!Physical.TryGetValue(name, out var physical) || physical.Exists?.Invoke(station, connector) == false)
            return Lookup.UnknownVariable;
        found = new ModelVariable(physical, connector);
        return Lookup.Found;
    }

    /// <summary>Whether the charger has the component, and the EVSE it belongs to.</summary>
    private static bool TryPlace(Station station, Component component, out Connector? connector)
    {
        connector = null;
        if (component.Instance is not null)
            return false; // no component of this station comes in several
        if (!Components.TryGetValue(component.Name, out var level))
            return component.Evse is null && Controllers.Contains(component.Name);
        if (level == ModelLevel.Station)
            return component.Evse is null;
        if (component.Evse is not { } evse || evse.ConnectorId != (level == ModelLevel.Connector ? 1 : null))
            return false;
        connector = station.Find(evse.Id);
        return connector is not null;
    }
}

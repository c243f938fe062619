using System.Collections.Frozen;
using System.Reflection;

namespace Voltbench.Simulation.Charger.Configuration;

/// <summary>
/// The settings of the standards that this station knows: one field each, in the file of its chapter. A field here is all that it takes for
/// GetConfiguration, the device model and the operator's command to know a setting.
/// </summary>
internal static partial class StandardSettings
{
    private static Setting[]? _all;
    private static FrozenDictionary<string, Setting>? _byKey;
    private static FrozenDictionary<VariableName, Setting>? _byVariable;

    /// <summary>Every one, by name.</summary>
    public static IReadOnlyList<Setting> All => _all ??= Gather();

    /// <summary>By the key of OCPP 1.6, which ignores case (§5.8); null when there is none.</summary>
    public static Setting? FindKey(string key)
        => (_byKey ??= All.Where(static s => s.Key is not null).ToFrozenDictionary(static s => s.Key!, StringComparer.OrdinalIgnoreCase)).GetValueOrDefault(key);

    /// <summary>By the variable of OCPP 2.0.1; null when there is none.</summary>
    public static Setting? FindVariable(VariableName name)
        => (_byVariable ??= All.Where(static s => s.Variable is not null).ToFrozenDictionary(static s => s.Variable!)).GetValueOrDefault(name);

    /// <summary>By the name it is stored under.</summary>
    public static Setting? FindStored(string name)
        => FindKey(name) ?? (VariableName.TryParse(name, out var variable) ? FindVariable(variable) : null);

    private static Setting[] Gather() =>
    [
        .. typeof(StandardSettings).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(static f => f.GetValue(null)).OfType<Setting>().OrderBy(static s => s.Name, StringComparer.Ordinal),
    ];
}

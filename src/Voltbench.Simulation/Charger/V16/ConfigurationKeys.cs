using Voltbench.Ocpp.V16.Core;
using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>The settings in the words of OCPP 1.6 §9 and of the security whitepaper.</summary>
internal static class ConfigurationKeys
{
    public static IEnumerable<KeyValue> All(Station station)
        => StandardSettings.All.Where(s => s.Key is not null && s.Exists?.Invoke(station) != false).OrderBy(static s => s.Key, StringComparer.Ordinal).Select(s => Read(station, s));

    /// <summary>The setting of that key on this station, or null.</summary>
    public static Setting? Find(Station station, string key)
        => StandardSettings.FindKey(key) is { } setting && setting.Exists?.Invoke(station) != false ? setting : null;

    /// <summary>A key that nobody can read back comes without its value (whitepaper §5).</summary>
    public static KeyValue Read(Station station, Setting setting) => new()
    {
        Key = setting.Key!,
        Readonly = setting.Mutability == Mutability.ReadOnly,
        Value = setting.Mutability == Mutability.WriteOnly ? null : Text.Cut(setting.TextOf(station), 500),
    };

    public static ConfigurationStatus Change(Station station, string key, string value)
    {
        if (Find(station, key) is not { } setting)
            return ConfigurationStatus.NotSupported;
        return station.Configuration.Set(setting, value).Status switch
        {
            SetStatus.Accepted => ConfigurationStatus.Accepted,
            SetStatus.RebootRequired => ConfigurationStatus.RebootRequired,
            _ => ConfigurationStatus.Rejected,
        };
    }
}

using System.Globalization;
using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>The configuration keys of OCPP 1.6 §9 that stand for something this station does: one line per key.</summary>
internal static class ConfigurationKeys
{
    private static readonly Key[] Keys =
    [
        new("AllowOfflineTxForUnknownId", static s => Text(s.Fleet.Options.AllowOfflineTxForUnknownId)),
        new("AuthorizeRemoteTxRequests", static s => Text(s.Fleet.Options.AuthorizeRemoteTxRequests)),
        new("GetConfigurationMaxKeys", static _ => Text(Keys!.Length)),
        new("HeartbeatInterval", static s => Text((int)s.Heartbeat.Interval.TotalSeconds), SetHeartbeat),
        new("MeterValueSampleInterval", static s => Text(s.MeterIntervalSeconds), SetMeterInterval),
        new("NumberOfConnectors", static s => Text(s.Connectors.Length)),
        new("StopTransactionOnInvalidId", static _ => Text(true)),
        new("SupportedFeatureProfiles", static _ => "Core,RemoteTrigger"),
        new("TransactionMessageAttempts", static s => Text(s.Fleet.Options.TransactionMessageAttempts)),
        new("TransactionMessageRetryInterval", static s => Text((int)s.Fleet.Options.TransactionMessageRetryInterval.TotalSeconds)),
        new("WebSocketPingInterval", static s => Text((int)s.Fleet.Options.PingInterval.TotalSeconds)),
    ];

    public static IEnumerable<KeyValue> All(Station station) => Keys.Select(k => k.Read(station));

    /// <summary>The key as it stands, or null when the station has none of that name (names ignore case, §5.8).</summary>
    public static KeyValue? Find(Station station, string name) => Find(name)?.Read(station);

    public static ConfigurationStatus Change(Station station, string name, string value)
    {
        if (Find(name) is not { } key)
            return ConfigurationStatus.NotSupported;
        return key.Write is { } write && write(station, value) ? ConfigurationStatus.Accepted : ConfigurationStatus.Rejected;
    }

    private static Key? Find(string name) => Array.Find(Keys, k => k.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool SetHeartbeat(Station station, string value)
    {
        if (!TryParse(value, out var seconds) || seconds == 0)
            return false;
        station.Heartbeat.Start(TimeSpan.FromSeconds(seconds));
        return true;
    }

    private static bool SetMeterInterval(Station station, string value)
    {
        if (!TryParse(value, out var seconds))
            return false;
        station.MeterIntervalOverride = seconds;
        station.Sessions.OnMeterIntervalChanged();
        station.Memory.StateChanged();
        return true;
    }

    private static bool TryParse(string value, out int seconds)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) && seconds <= 30 * 24 * 3600;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(bool value) => value ? "true" : "false";

    private sealed record Key(string Name, Func<Station, string> Value, Func<Station, string, bool>? Write = null)
    {
        public KeyValue Read(Station station) => new() { Key = Name, Readonly = Write is null, Value = Value(station) };
    }
}

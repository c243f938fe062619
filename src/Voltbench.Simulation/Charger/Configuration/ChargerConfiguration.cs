using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Ocpp.V201.Provisioning;

namespace Voltbench.Simulation.Charger.Configuration;

/// <summary>What was changed on one charger. A charger that nobody configured holds nothing here.</summary>
internal sealed partial class ChargerConfiguration(Station station) : IDocument
{
    public const string DocumentName = "config";

    private Dictionary<Setting, object>? _overrides;
    private Dictionary<Setting, object>? _untilBoot;

    string IDocument.Name => DocumentName;

    /// <summary>The value in force.</summary>
    public T Get<T>(Setting<T> setting)
        where T : notnull
        => _untilBoot is not null && _untilBoot.TryGetValue(setting, out var old) ? (T)old : Stored(setting);

    /// <summary>The value that was set, though it may only be in force after the next boot.</summary>
    public T Stored<T>(Setting<T> setting)
        where T : notnull
        => _overrides is not null && _overrides.TryGetValue(setting, out var value) ? (T)value : setting.Default(station);

    /// <summary>Whether somebody set it.</summary>
    public bool IsSet(Setting setting) => _overrides?.ContainsKey(setting) == true;

    /// <summary>Sets a value as a CSMS or an operator writes it.</summary>
    public SetResult Set(Setting setting, string text)
    {
        if (setting.Mutability == Mutability.ReadOnly)
            return SetResult.Rejected("ReadOnly", $"{setting.Name} cannot be set.");
        var value = setting.Parse(station, text, out var objection);
        if (value is null)
            return SetResult.Rejected(objection.ReasonCode!, objection.Why!);
        if (setting.IsRebootRequired)
        {
            _untilBoot ??= [];
            _untilBoot.TryAdd(setting, setting.InForce(station));
        }

        var before = setting.OnReplaced is null ? null : setting.InForce(station);
        (_overrides ??= [])[setting] = value;
        Changed();
        if (setting.IsRebootRequired)
            return new SetResult(SetStatus.RebootRequired);
        setting.OnChanged?.Invoke(station);
        setting.OnReplaced?.Invoke(station, before!);
        return new SetResult(SetStatus.Accepted);
    }

    /// <summary>The station decides itself: no rule is asked and nobody is told.</summary>
    public void Override<T>(Setting<T> setting, T value)
        where T : notnull
    {
        (_overrides ??= [])[setting] = value;
        Changed();
    }

    /// <summary>Goes back to the value that nobody set.</summary>
    public void Forget(Setting setting)
    {
        if (_overrides?.Remove(setting) != true)
            return;
        if (_overrides.Count == 0)
            _overrides = null;
        Changed();
    }

    /// <summary>Every value as text, by the name it is stored under.</summary>
    public ReadOnlyMemory<byte> Write()
    {
        if (_overrides is null)
            return default;
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (setting, value) in _overrides)
            texts.Add(setting.Name, setting.Format(value));
        return JsonSerializer.SerializeToUtf8Bytes(texts, TextsJson.Default.SortedDictionaryStringString);
    }

    /// <summary>A name or a value that is none any more is left out: the station has the default again.</summary>
    public void Read(ReadOnlyMemory<byte> json)
    {
        foreach (var (name, text) in JsonSerializer.Deserialize(json.Span, TextsJson.Default.SortedDictionaryStringString) ?? [])
        {
            if (StandardSettings.FindStored(name) is { } setting && setting.Read(text) is { } value)
                (_overrides ??= [])[setting] = value;
        }
    }

    public void Clear() => _overrides = _untilBoot = null;

    private void Changed() => station.Memory.Changed(this);

    [JsonSerializable(typeof(SortedDictionary<string, string>))]
    private sealed partial class TextsJson : JsonSerializerContext;
}

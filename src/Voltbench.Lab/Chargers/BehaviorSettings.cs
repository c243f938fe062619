using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Simulation;

namespace Voltbench.Lab.Chargers;

/// <summary>
/// The <c>behavior</c> object of the API as it is stored: only what was given. It holds what has an effect today; parts of the contract that
/// are not built yet are refused at the API rather than stored without effect.
/// </summary>
public sealed record BehaviorSettings
{
    /// <summary>Longest interval of meter values, s: one day.</summary>
    public const int MaxMeterIntervalSeconds = 86_400;

    /// <summary>Largest offset of a station's clock either way, s: one year.</summary>
    public const double MaxClockSkewSeconds = 31_536_000;

    /// <summary>Parts of the contract that this version refuses.</summary>
    public static readonly IReadOnlyList<string> NotBuilt = ["network", "ev"];

    public int? MeterIntervalSeconds { get; init; }

    public double? ClockSkewSeconds { get; init; }

    public bool? Offline { get; init; }

    /// <summary><c>continue</c> or <c>power_loss</c>.</summary>
    public string? Recovery { get; init; }

    public long? Seed { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, BehaviorJson.Default.BehaviorSettings);

    public JsonElement ToElement() => JsonSerializer.SerializeToElement(this, BehaviorJson.Default.BehaviorSettings);

    /// <summary>Reads the stored form.</summary>
    public static BehaviorSettings FromJson(string json)
        => JsonSerializer.Deserialize(json, BehaviorJson.Default.BehaviorSettings) ?? new BehaviorSettings();

    /// <summary>For the simulation, with its defaults where nothing was given.</summary>
    public ChargerBehavior ToBehavior()
    {
        var defaults = ChargerBehavior.Default;
        return new ChargerBehavior
        {
            MeterIntervalSeconds = MeterIntervalSeconds ?? defaults.MeterIntervalSeconds,
            ClockSkewSeconds = ClockSkewSeconds ?? defaults.ClockSkewSeconds,
            Offline = Offline ?? defaults.Offline,
            Recovery = Recovery is null ? defaults.Recovery : ParseRecovery(Recovery),
        };
    }

    private static RecoveryMode ParseRecovery(string text) => text switch
    {
        "continue" => RecoveryMode.Continue,
        "power_loss" => RecoveryMode.PowerLoss,
        _ => throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Not a recovery mode: {text}")),
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BehaviorSettings))]
internal sealed partial class BehaviorJson : JsonSerializerContext;

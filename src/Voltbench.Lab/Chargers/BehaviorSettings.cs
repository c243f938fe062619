using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Voltbench.Ocpp;
using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Simulation;
using Voltbench.Simulation.Physics;

namespace Voltbench.Lab.Chargers;

/// <summary>The <c>behavior</c> object of the API as it is stored: only what was given. docs/api/behavior.md says what each part means.</summary>
public sealed record BehaviorSettings
{
    /// <summary>Longest interval of meter values, s: one day.</summary>
    public const int MaxMeterIntervalSeconds = 86_400;

    /// <summary>Parts of which something may happen once, and the seed that all of them draw from.</summary>
    private static readonly string[] ChaosParts = ["seed", "clock", "network", "power_loss", "faults", "malformed", "abuse", "answers"];

    /// <summary>Largest offset of a station's clock either way, s: one year.</summary>
    public const double MaxClockSkewSeconds = 31_536_000;

    public int? MeterIntervalSeconds { get; init; }

    public double? ClockSkewSeconds { get; init; }

    public bool? Offline { get; init; }

    /// <summary><c>continue</c> or <c>power_loss</c>.</summary>
    public string? Recovery { get; init; }

    public long? Seed { get; init; }

    /// <summary>The car that comes when nobody names one.</summary>
    public EvProfile? Ev { get; init; }

    public ClockChaos? Clock { get; init; }

    public NetworkChaos? Network { get; init; }

    public PowerLossPlan? PowerLoss { get; init; }

    public IReadOnlyList<FaultPlan>? Faults { get; init; }

    public MalformedChaos? Malformed { get; init; }

    public AbuseChaos? Abuse { get; init; }

    public IReadOnlyList<ScriptedAnswer>? Answers { get; init; }

    /// <summary>What goes wrong with the next firmware.</summary>
    public FirmwareFlaw? FirmwareFlaw { get; init; }

    /// <summary>Which order each part was last given by; what is to happen once happens once for each.</summary>
    public IReadOnlyDictionary<string, string>? Revision { get; init; }

    // Reflection keeps the defaults of members that are not given; the source generator would set them to zero.
    private static readonly JsonSerializerOptions Stored = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter<RpcErrorCode>(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public string ToJson() => JsonSerializer.Serialize(this, Stored);

    /// <summary>Reads the stored form.</summary>
    /// <exception cref="JsonException">It was written by a newer version.</exception>
    public static BehaviorSettings FromJson(string json)
        => JsonSerializer.Deserialize<BehaviorSettings>(json, Stored) ?? new BehaviorSettings();

    /// <summary>A car as it is stored in a behavior: whole, so that nothing of another car stays behind it.</summary>
    public static JsonNode EvNode(EvProfile ev) => JsonSerializer.SerializeToNode(ev, WholeJson.Default.EvProfile)!;

    /// <summary>For the simulation, with its defaults where nothing was given.</summary>
    public ChargerBehavior ToBehavior()
    {
        var defaults = ChargerBehavior.Default;
        var chaos = new ChaosSettings
        {
            Orders = Revision?.Where(static r => ChaosParts.Contains(r.Key)).ToDictionary(StringComparer.Ordinal) ?? [],
            Network = Network,
            Clock = Clock,
            PowerLoss = PowerLoss,
            Faults = Faults ?? [],
            Malformed = Malformed,
            Abuse = Abuse,
            Answers = Answers ?? [],
        };
        return new ChargerBehavior
        {
            MeterIntervalSeconds = MeterIntervalSeconds ?? defaults.MeterIntervalSeconds,
            ClockSkewSeconds = ClockSkewSeconds ?? defaults.ClockSkewSeconds,
            Offline = Offline ?? defaults.Offline,
            Recovery = Recovery is null ? defaults.Recovery : ParseRecovery(Recovery),
            FirmwareFlaw = FirmwareFlaw ?? defaults.FirmwareFlaw,
            Ev = Ev,
            Chaos = chaos.IsNothing ? null : chaos,
        };
    }

    /// <summary>Why a charger of that version cannot have it; null when it can.</summary>
    public string? RefuseFor(OcppVersion version)
    {
        foreach (var answer in Answers ?? [])
        {
            if (OcppActions.Find(version, answer.Action) is not { } action)
                return $"{version.ResourceName()} has no {answer.Action} to answer.";
            if (answer is { Payload: null, Status: null } || answer.Unchecked)
                continue;
            var payload = answer.Payload?.GetRawText() ?? new JsonObject { ["status"] = answer.Status }.ToJsonString();
            if (action.Response.Check(Encoding.UTF8.GetBytes(payload)) is { } violation)
                return $"The response of {action} refuses the scripted answer: {violation}.";
        }

        return null;
    }

    private static RecoveryMode ParseRecovery(string text) => text switch
    {
        "continue" => RecoveryMode.Continue,
        "power_loss" => RecoveryMode.PowerLoss,
        _ => throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Not a recovery mode: {text}")),
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(EvProfile))]
internal sealed partial class WholeJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Ocpp;

namespace Voltbench.Simulation.Charger.Configuration;

/// <summary>The operator's command <c>configuration</c>: keys of 1.6, <c>Component.Variable</c> of 2.0.1, each by itself and in the order given.</summary>
internal static partial class ConfigureCommand
{
    public static void Run(Station station, PostedCommand posted)
    {
        KeyResult[] results = [.. ((Configure)posted.Command).Entries.Select(e => Set(station, e))];
        var refused = results.Count(static r => r.Status is not (nameof(SetStatus.Accepted) or nameof(SetStatus.RebootRequired)));
        var answer = new Answer(
            refused > 0 ? nameof(SetStatus.Rejected)
                : Array.Exists(results, static r => r.Status == nameof(SetStatus.RebootRequired)) ? nameof(SetStatus.RebootRequired)
                : nameof(SetStatus.Accepted),
            [.. results.Where(static r => r.Status is nameof(SetStatus.Accepted) or nameof(SetStatus.RebootRequired)).Select(static r => r.Key)],
            refused == 0 ? "Configured." : $"{refused} of {results.Length} not configured: {Text.Cut(string.Join(' ', results.Where(static r => r.Msg is not null).Select(static r => $"{r.Key}: {r.Msg}")), 400)}",
            results);
        posted.Answer(CommandOutcome.Told(JsonSerializer.SerializeToElement(answer, AnswerJson.Default.Answer)));
    }

    private static KeyResult Set(Station station, ConfigurationEntry entry)
    {
        var setting = station.Spec.Version == OcppVersion.V16 ? StandardSettings.FindKey(entry.Key)
            : VariableName.TryParse(entry.Key, out var name) ? StandardSettings.FindVariable(name)
            : null;
        if (setting is null || setting.Exists?.Invoke(station) == false)
            return new KeyResult(entry.Key, nameof(SetStatus.Rejected), "This station has no such setting.");
        var result = station.Configuration.Set(setting, entry.Value);
        return new KeyResult(entry.Key, result.Status.ToString(), result.Why);
    }

    /// <param name="Status">Rejected when any key was, RebootRequired when any needs a boot to be in force.</param>
    /// <param name="Configured">The keys that were taken.</param>
    /// <param name="Msg">For a person.</param>
    /// <param name="Results">Each key.</param>
    private sealed record Answer(string Status, IReadOnlyList<string> Configured, string Msg, IReadOnlyList<KeyResult> Results);

    private sealed record KeyResult(string Key, string Status, string? Msg);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(Answer))]
    private sealed partial class AnswerJson : JsonSerializerContext;
}

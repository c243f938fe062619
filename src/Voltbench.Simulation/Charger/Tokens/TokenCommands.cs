using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Simulation.Charger.Tokens;

/// <summary>The operator's commands on cache and local list; their answers are those of the gateway's contract (§6).</summary>
internal static class TokenCommands
{
    public static void Clear(Station station, PostedCommand posted)
    {
        var count = station.KnownTokens.ClearCache();
        Answer(posted, new CacheCleared($"The authorization cache is empty; it held {count} tokens.", count), TokenCommandsJson.Default.CacheCleared);
    }

    public static void ClearList(Station station, PostedCommand posted)
    {
        var count = station.KnownTokens.ClearList();
        Answer(posted, new ListCleared($"The local authorization list is empty; it held {count} tokens.", count), TokenCommandsJson.Default.ListCleared);
    }

    /// <summary>Unlike SendLocalList a full list, too, must have a version above the present one.</summary>
    public static void SetList(Station station, PostedCommand posted)
    {
        var command = (SetLocalList)posted.Command;
        var tokens = station.KnownTokens;
        var status = nameof(LocalListResult.VersionMismatch);
        if (!tokens.IsListEnabled)
            status = "NotSupported";
        else if (command.Entries.Any(e => e.IdTag.Length == 0 || e.IdTag.Length > station.Face.MaxIdTagLength))
            status = "Failed";
        else if (command.ListVersion > tokens.List.Version)
            status = StatusOf(tokens.Update(command.ListVersion, command.IsDifferential, [.. command.Entries.Select(ChangeOf)]));
        Answer(posted, new ListSet(status, tokens.List.Version, command.Entries.Count), TokenCommandsJson.Default.ListSet);
    }

    private static LocalListChange ChangeOf(LocalListEntry entry)
        => new(new Token(entry.IdTag), new TokenStanding { Expires = entry.ExpiryDate, GroupId = entry.ParentIdTag });

    private static string StatusOf(LocalListResult result)
        => result is LocalListResult.Accepted or LocalListResult.VersionMismatch ? result.ToString() : "Failed";

    private static void Answer<T>(PostedCommand posted, T data, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        => posted.Answer(CommandOutcome.Told(JsonSerializer.SerializeToElement(data, type)));
}

internal sealed record CacheCleared(string Msg, int ClearedEntries);

internal sealed record ListCleared(string Msg, int EntriesDeleted);

internal sealed record ListSet(string Status, int ListVersion, int EntriesReceived);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CacheCleared))]
[JsonSerializable(typeof(ListCleared))]
[JsonSerializable(typeof(ListSet))]
internal sealed partial class TokenCommandsJson : JsonSerializerContext;

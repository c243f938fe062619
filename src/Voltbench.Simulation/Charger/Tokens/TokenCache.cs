using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Simulation.Charger.Tokens;

/// <summary>
/// The authorization cache (1.6 §3.5.1, 2.0.1 C10): the latest word of the CSMS about every token it was asked about, valid or not. It is bounded:
/// when it is full tokens that are not valid go first, then those that were used longest ago or least often.
/// </summary>
internal sealed class TokenCache(int capacity) : IDocument
{
    public const string DocumentName = "auth-cache";

    private readonly Dictionary<Token, Entry> _entries = [];

    public string Name => DocumentName;

    public int Count => _entries.Count;

    /// <summary>Takes up what the CSMS said.</summary>
    /// <param name="token">Of whom.</param>
    /// <param name="standing">What.</param>
    /// <param name="now">When.</param>
    /// <param name="dropsLeastOften">2.0.1 AuthCacheCtrlr.Policy LFU; otherwise LRU.</param>
    public void Learn(Token token, TokenStanding standing, DateTimeOffset now, bool dropsLeastOften = false)
    {
        var isKnown = _entries.TryGetValue(token, out var known);
        if (!isKnown && _entries.Count >= capacity)
            MakeRoom(now, dropsLeastOften);
        _entries[token] = new Entry(token, standing, now, isKnown ? known!.Uses + 1 : 1);
    }

    /// <summary>What is known of a token; one that nobody used for its life time is forgotten (2.0.1 AuthCacheLifeTime, C10.FR.08).</summary>
    /// <param name="lifeTime">How long an unused token stays; null = for ever.</param>
    public TokenStanding? Find(Token token, DateTimeOffset now, TimeSpan? lifeTime)
    {
        if (!_entries.TryGetValue(token, out var entry))
            return null;
        if (lifeTime is { } life && now - entry.UsedAt >= life)
        {
            _entries.Remove(token);
            return null;
        }

        return entry.Standing;
    }

    /// <summary>A token that the cache decided about was used: its life time begins anew.</summary>
    public bool Use(Token token, DateTimeOffset now)
    {
        if (!_entries.TryGetValue(token, out var entry))
            return false;
        _entries[token] = entry with { UsedAt = now, Uses = entry.Uses + 1 };
        return true;
    }

    public bool Remove(Token token) => _entries.Remove(token);

    /// <summary>Empties it; how many tokens it held.</summary>
    public int Empty()
    {
        var count = _entries.Count;
        _entries.Clear();
        return count;
    }

    void IDocument.Clear() => Empty();

    public ReadOnlyMemory<byte> Write()
        => _entries.Count == 0 ? default : JsonSerializer.SerializeToUtf8Bytes([.. _entries.Values], TokensJson.Default.TokenCacheEntryArray);

    public void Read(ReadOnlyMemory<byte> json)
    {
        _entries.Clear();
        if (json.IsEmpty)
            return;
        foreach (var entry in JsonSerializer.Deserialize(json.Span, TokensJson.Default.TokenCacheEntryArray) ?? [])
            _entries[entry.Token] = entry;
    }

    private void MakeRoom(DateTimeOffset now, bool dropsLeastOften)
    {
        Entry? first = null;
        foreach (var entry in _entries.Values)
        {
            if (first is null || RankOf(entry).CompareTo(RankOf(first)) < 0)
                first = entry;
        }

        if (first is not null)
            _entries.Remove(first.Token);

        (bool IsValid, int Uses, DateTimeOffset UsedAt) RankOf(Entry entry) => (entry.Standing.IsValidAt(now), dropsLeastOften ? entry.Uses : 0, entry.UsedAt);
    }

    /// <summary>One token of it.</summary>
    internal sealed record Entry(
        [property: JsonPropertyName("t")] Token Token,
        [property: JsonPropertyName("i")] TokenStanding Standing,
        [property: JsonPropertyName("u")] DateTimeOffset UsedAt,
        [property: JsonPropertyName("n")] int Uses = 1);
}

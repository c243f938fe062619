using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Simulation.Charger.Tokens;

/// <summary>What became of an update of the local list.</summary>
internal enum LocalListResult : byte
{
    Accepted,

    /// <summary>The version of a differential update is not above the present one.</summary>
    VersionMismatch,

    /// <summary>0 and −1 mean something else (1.6 errata 3.52, 2.0.1 D02).</summary>
    BadVersion,

    /// <summary>A token is named twice.</summary>
    Duplicate,

    /// <summary>A full list has a token of which nothing is said.</summary>
    NoStanding,

    /// <summary>More tokens in one message than the station takes.</summary>
    TooLongMessage,

    /// <summary>More tokens than the station can keep.</summary>
    Full,
}

/// <summary>One token in an update; without a standing it is taken off the list.</summary>
internal readonly record struct LocalListChange(Token Token, TokenStanding? Standing);

/// <summary>
/// The local authorization list (1.6 §3.5.2, 2.0.1 D01): tokens that the CSMS decided about beforehand. An update that fails leaves it as it was.
/// </summary>
internal sealed class LocalList : IDocument
{
    public const string DocumentName = "local-list";

    private Dictionary<Token, TokenStanding> _entries = [];

    public string Name => DocumentName;

    /// <summary>0 while the list is empty (1.6 §5.10, 2.0.1 D02).</summary>
    public int Version { get; private set; }

    public int Count => _entries.Count;

    public IEnumerable<Token> Tokens => _entries.Keys;

    public TokenStanding? Find(Token token) => _entries.GetValueOrDefault(token);

    /// <summary>Replaces or changes the list.</summary>
    /// <param name="version">Version of the list then, from 1.</param>
    /// <param name="isDifferential">True changes only the tokens given.</param>
    /// <param name="changes">The tokens; a full list without any empties it, a differential one only gives it its version.</param>
    /// <param name="maxPerMessage">Most tokens in one update.</param>
    /// <param name="maxLength">Most tokens in the list.</param>
    public LocalListResult Apply(int version, bool isDifferential, IReadOnlyList<LocalListChange> changes, int maxPerMessage, int maxLength)
    {
        if (version <= 0)
            return LocalListResult.BadVersion;
        if (isDifferential && version <= Version)
            return LocalListResult.VersionMismatch;
        if (changes.Count > maxPerMessage)
            return LocalListResult.TooLongMessage;
        var named = new HashSet<Token>(changes.Count);
        foreach (var change in changes)
        {
            if (!named.Add(change.Token))
                return LocalListResult.Duplicate;
            if (!isDifferential && change.Standing is null)
                return LocalListResult.NoStanding;
        }

        var next = isDifferential ? new Dictionary<Token, TokenStanding>(_entries) : [];
        foreach (var change in changes)
        {
            if (change.Standing is { } standing)
                next[change.Token] = standing;
            else
                next.Remove(change.Token);
        }

        if (next.Count > maxLength)
            return LocalListResult.Full;
        _entries = next;
        Version = next.Count == 0 ? 0 : version;
        return LocalListResult.Accepted;
    }

    /// <summary>Empties it; how many tokens it held.</summary>
    public int Empty()
    {
        var count = _entries.Count;
        _entries = [];
        Version = 0;
        return count;
    }

    void IDocument.Clear() => Empty();

    public ReadOnlyMemory<byte> Write() => _entries.Count == 0
        ? default
        : JsonSerializer.SerializeToUtf8Bytes(new Record(Version, [.. _entries.Select(static e => new Line(e.Key, e.Value))]), TokensJson.Default.LocalListRecord);

    public void Read(ReadOnlyMemory<byte> json)
    {
        _ = Empty();
        if (json.IsEmpty || JsonSerializer.Deserialize(json.Span, TokensJson.Default.LocalListRecord) is not { } record)
            return;
        Version = record.Version;
        foreach (var entry in record.Entries)
            _entries[entry.Token] = entry.Standing;
    }

    /// <summary>The list as it is stored.</summary>
    internal sealed record Record(
        [property: JsonPropertyName("v")] int Version,
        [property: JsonPropertyName("l")] IReadOnlyList<Line> Entries);

    /// <summary>One token of it.</summary>
    internal sealed record Line(
        [property: JsonPropertyName("t")] Token Token,
        [property: JsonPropertyName("i")] TokenStanding Standing);
}

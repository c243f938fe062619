namespace Voltbench.Simulation.Tests.Harness;

/// <summary>A store that can be held up and that can die at any commit.</summary>
public sealed class MemoryStore : IChargerStore
{
    private readonly List<(ChargerCommit Commit, ICommitCallback Callback)> _held = [];

    public List<ChargerCommit> Commits { get; } = [];

    /// <summary>Commits wait until <see cref="Release"/>.</summary>
    public bool IsHeld { get; set; }

    /// <summary>The process dies when this many commits are on disk, before it hears of the last.</summary>
    public int? DiesAfter { get; set; }

    /// <summary>Throws at the next commit.</summary>
    public bool FailsOnce { get; set; }

    public bool IsDead => DiesAfter is { } limit && Commits.Count >= limit;

    public void Commit(ChargerCommit commit, ICommitCallback callback)
    {
        if (FailsOnce)
        {
            FailsOnce = false;
            throw new InvalidOperationException("scripted");
        }

        if (IsDead)
            return;
        if (IsHeld)
        {
            _held.Add((commit, callback));
            return;
        }

        Commits.Add(commit);
        if (!IsDead)
            callback.OnCommitted(commit);
    }

    public void Release()
    {
        IsHeld = false;
        foreach (var (commit, callback) in _held)
        {
            Commits.Add(commit);
            callback.OnCommitted(commit);
        }

        _held.Clear();
    }

    /// <summary>What a new process would find.</summary>
    public ChargerMemory Load(long key)
    {
        var state = ReadOnlyMemory<byte>.Empty;
        var outbox = new SortedDictionary<long, OutboxMessage>();
        var documents = new Dictionary<string, ChargerDocument>();
        var last = 0L;
        foreach (var commit in Commits.Where(c => c.ChargerKey == key))
        {
            commit.Sequence.ShouldBe(last + 1, "commits count without gaps");
            last = commit.Sequence;
            if (!commit.State.IsEmpty)
                state = commit.State;
            foreach (var message in commit.Added)
                outbox.Add(message.Sequence, message);
            foreach (var document in commit.Documents)
                documents[document.Name] = document;
            foreach (var removed in commit.Removed)
                outbox.Remove(removed).ShouldBeTrue("only what is stored is removed");
        }

        return new ChargerMemory(state, [.. outbox.Values], last) { Documents = [.. documents.Values.Where(d => !d.Content.IsEmpty)] };
    }
}

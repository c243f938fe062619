namespace Voltbench.Lab.Fleet;

/// <summary>
/// What may differ between rows and fleet. Marks of the same thing coalesce, so the size is bounded by what exists; taken as a whole by the
/// reconciler's loop.
/// </summary>
internal sealed class ReconcilerWork
{
    private readonly Lock _gate = new();
    private Batch _next = new();
    private volatile TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Charger(long key) => Mark(b => b.Keys.Add(key));

    public void Chargers(IEnumerable<long> keys) => Mark(b => b.Keys.UnionWith(keys));

    public void Location(Guid id) => Mark(b => b.Locations.Add(id));

    public void Job(Guid id) => Mark(b => b.Jobs.Add(id));

    public void Shards(IEnumerable<int> shards) => Mark(b => b.Shards.UnionWith(shards));

    /// <summary>Everything in the shards of this node.</summary>
    public void All() => Mark(b => b.All = true);

    public Batch Take()
    {
        lock (_gate)
        {
            var taken = _next;
            _next = new Batch();
            _wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return taken;
        }
    }

    /// <summary>Puts back what could not be done.</summary>
    public void Return(Batch batch) => Mark(b => b.Add(batch));

    public Task WaitAsync(CancellationToken ct) => _wake.Task.WaitAsync(ct);

    private void Mark(Action<Batch> mark)
    {
        lock (_gate)
        {
            mark(_next);
            _wake.TrySetResult();
        }
    }

    internal sealed class Batch
    {
        public HashSet<long> Keys { get; } = [];

        public HashSet<Guid> Locations { get; } = [];

        public HashSet<Guid> Jobs { get; } = [];

        public HashSet<int> Shards { get; } = [];

        public bool All { get; set; }

        public void Add(Batch other)
        {
            Keys.UnionWith(other.Keys);
            Locations.UnionWith(other.Locations);
            Jobs.UnionWith(other.Jobs);
            Shards.UnionWith(other.Shards);
            All |= other.All;
        }
    }
}

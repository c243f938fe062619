using Npgsql;
using Voltbench.Csms;

namespace Voltbench.Lab.Csms;

/// <summary>
/// Changes that go to the database together: one round trip, one implicit transaction. A transaction occurs at most once in a batch, because one
/// statement cannot change a row twice; the change that would be the second ends the batch.
/// </summary>
internal sealed class ChangeBatch
{
    private readonly List<Change> items = [];
    private readonly Dictionary<(StationId Station, string Reference), StartChange> starts = [];
    private readonly Dictionary<(StationId Station, int Number), StopChange> stops = [];
    private readonly Dictionary<(StationId Station, string TransactionId), EventChange> events = [];

    public int Count => items.Count;

    public IReadOnlyList<Change> Items => items;

    public bool TryAdd(Change change)
    {
        var added = change switch
        {
            StartChange c => starts.TryAdd((c.Start.Station, c.Start.Reference), c),
            StopChange c => stops.TryAdd((c.Stop.Station, c.Stop.Number), c),
            EventChange c => events.TryAdd((c.Event.Station, c.Event.TransactionId), c),
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        };
        if (added)
            items.Add(change);
        return added;
    }

    public void Clear()
    {
        items.Clear();
        starts.Clear();
        stops.Clear();
        events.Clear();
    }

    /// <summary>Commits all changes, then tells who waits for them.</summary>
    public async Task CommitAsync(NpgsqlDataSource database)
    {
        await using var batch = database.CreateBatch();
        if (starts.Count > 0)
            batch.BatchCommands.Add(ChangeSql.Starts([.. starts.Values.Select(c => c.Start)]));
        if (stops.Count > 0)
            batch.BatchCommands.Add(ChangeSql.Stops([.. stops.Values.Select(c => c.Stop)]));
        if (events.Count > 0)
            batch.BatchCommands.Add(ChangeSql.Events([.. events.Values.Select(c => c.Event)]));

        // Each statement returns the ordinal of its input and the number. Nobody is told before the last one is through, which is the commit.
        var numbers = new List<(int Ordinal, int Number)>(starts.Count);
        var stopped = new HashSet<int>(stops.Count);
        await using (var reader = await batch.ExecuteReaderAsync())
        {
            if (starts.Count > 0)
            {
                while (await reader.ReadAsync())
                    numbers.Add((reader.GetInt32(0), reader.GetInt32(1)));
                await reader.NextResultAsync();
            }

            while (stops.Count > 0 && await reader.ReadAsync())
                stopped.Add(reader.GetInt32(0));
            while (await reader.NextResultAsync())
            {
                // Nothing to read: the events return no rows.
            }
        }

        var startList = starts.Values.ToArray();
        foreach (var (ordinal, number) in numbers)
            startList[ordinal - 1].Complete(number);
        var i = 0;
        foreach (var change in stops.Values)
            change.Complete(stopped.Contains(++i));
        foreach (var change in events.Values)
            change.Complete(result: true);
    }
}

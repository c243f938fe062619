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
    private readonly Dictionary<(StationId Station, int Number), SamplesChange> samples = [];
    private readonly Dictionary<(StationId Station, int ConnectorId), StateChange> states = [];
    private readonly Dictionary<(StationId Station, int ReservationId), ReservationChange> reservations = [];
    private readonly Dictionary<(StationId Station, int? EvseId), LimitsChange> limits = [];

    public int Count => items.Count;

    public IReadOnlyList<Change> Items => items;

    public bool TryAdd(Change change)
    {
        var added = change switch
        {
            StartChange c => starts.TryAdd((c.Start.Station, c.Start.Reference), c),
            StopChange c => stops.TryAdd((c.Stop.Station, c.Stop.Number), c),
            EventChange c => events.TryAdd((c.Event.Station, c.Event.TransactionId), c),
            SamplesChange c => samples.TryAdd((c.Station, c.Number), c),
            StateChange c => states.TryAdd((c.Station, c.ConnectorId), c),
            ReservationChange c => reservations.TryAdd((c.Station, c.ReservationId), c),
            LimitsChange c => limits.TryAdd((c.Station, c.EvseId), c),
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
        samples.Clear();
        states.Clear();
        reservations.Clear();
        limits.Clear();
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
        AddOfOperators(batch);

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
                // Nothing to read.
            }
        }

        var startList = starts.Values.ToArray();
        foreach (var (ordinal, number) in numbers)
            startList[ordinal - 1].Complete(number);
        var i = 0;
        foreach (var change in stops.Values)
            change.Complete(stopped.Contains(++i));
        foreach (var change in items.OfType<Change<bool>>().Except(stops.Values))
            change.Complete(result: true);
    }

    /// <summary>What is kept of stations that belong to an operator only; after the transactions themselves, which it is about.</summary>
    private void AddOfOperators(NpgsqlBatch batch)
    {
        var uses = starts.Values.Select(c => (c.Start.Station, c.Start.Reference, c.Start.Owner))
            .Concat(events.Values.Select(c => (c.Event.Station, Reference: c.Event.TransactionId, c.Event.Owner)))
            .Where(u => u.Owner is { ReservationId: not null } or { Grant.Number: not null })
            .Select(u => (u.Station, u.Reference, u.Owner!)).ToList();
        if (uses.Count > 0)
            batch.BatchCommands.Add(ChangeSql.Used(uses));
        SampleRow[] numbered =
        [
            .. samples.Values.SelectMany(c => c.Samples.Select(s => new SampleRow(c.Station, c.Number, null, s))),
            .. stops.Values.SelectMany(c => c.Stop.Samples.Where(s => !IsIn(c, s)).Select(s => new SampleRow(c.Stop.Station, c.Stop.Number, null, s))),
        ];
        if (numbered.Length > 0)
            batch.BatchCommands.Add(SampleSql.OfNumbers(numbered));
        SampleRow[] named = [.. events.Values.SelectMany(c => c.Event.Samples.Select(s => new SampleRow(c.Event.Station, 0, c.Event.TransactionId, s)))];
        if (named.Length > 0)
            batch.BatchCommands.Add(SampleSql.OfNames(named));
        if (states.Count > 0)
            batch.BatchCommands.Add(SampleSql.OfConnectors([.. states.Values]));
        if (reservations.Count > 0)
            batch.BatchCommands.Add(ReservationSql.Ended([.. reservations.Values]));
        if (limits.Count > 0)
            batch.BatchCommands.Add(LimitSql.Changed([.. limits.Values]));
    }

    // One statement cannot write an instant twice; what the samples themselves say counts.
    private bool IsIn(StopChange stop, TransactionSample sample) =>
        samples.TryGetValue((stop.Stop.Station, stop.Stop.Number), out var other) && other.Samples.Any(s => s.At == sample.At);
}

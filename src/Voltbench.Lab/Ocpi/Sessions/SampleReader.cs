using Npgsql;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>Reads what stations told of transactions, one transaction after the other: no more than one of them is in memory.</summary>
internal static class SampleReader
{
    /// <param name="take">Called once for each transaction, with its samples in the order of time. The list is used again.</param>
    public static async Task ReadAsync(
        NpgsqlConnection connection, IReadOnlyList<TransactionRow> transactions, Action<int, List<SampleRow>> take, CancellationToken ct)
    {
        var parts = transactions.ToLookup(t => t.LongUntil is not null);
        int[] whole = [.. parts[false].Select(t => t.Id)];
        if (whole.Length > 0)
        {
            await using var command = ProjectionSql.Samples(connection, whole);
            await ReadAsync(command, whole, take, ct);
        }

        var thinned = parts[true].ToArray();
        if (thinned.Length > 0)
        {
            var around = thinned.SelectMany(t => Instants(t, t.LongUntil!.Value).Select(at => (t.Id, At: at.UtcDateTime))).ToArray();
            int[] ids = [.. thinned.Select(t => t.Id)];
            await using var command = ProjectionSql.SamplesAround(connection, ids, Array.ConvertAll(around, i => i.Id), Array.ConvertAll(around, i => i.At));
            await ReadAsync(command, ids, take, ct);
        }
    }

    // The first readings and the last one, and those around all instants between.
    private static IEnumerable<DateTimeOffset> Instants(TransactionRow transaction, DateTimeOffset last) =>
        [transaction.StartedAt, .. PeriodGrid.Between(transaction.StartedAt, last), last];

    private static async Task ReadAsync(NpgsqlCommand command, int[] ids, Action<int, List<SampleRow>> take, CancellationToken ct)
    {
        var samples = new List<SampleRow>();
        var silent = ids.ToHashSet();
        var current = 0;
        await using (var row = await command.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct))
            {
                if (row.GetInt32(0) != current)
                {
                    if (samples.Count > 0)
                        take(current, samples);
                    samples.Clear();
                    silent.Remove(current = row.GetInt32(0));
                }

                samples.Add(new SampleRow(row.GetFieldValue<DateTimeOffset>(1), Number(row, 2), Number(row, 3), Number(row, 4), row.IsDBNull(5) ? null : row.GetString(5)));
            }
        }

        if (samples.Count > 0)
            take(current, samples);
        samples.Clear();
        foreach (var id in silent)
            take(id, samples);
    }

    private static double? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
}

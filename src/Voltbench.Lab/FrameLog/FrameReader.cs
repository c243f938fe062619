using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using Voltbench.Simulation;

namespace Voltbench.Lab.FrameLog;

/// <summary>
/// Reads the log of one charger. A read first waits, up to a second, for the writer of this node to store what was written before the read, so
/// that a client sees the frames of what it has just done; frames of a charger on another node are there after that node's flush time.
/// </summary>
public sealed class FrameReader(NpgsqlDataSource database, FrameQueue queue, FrameSignals signals, TimeProvider time)
{
    // A number lies at or above the time of its frame; the clock of a node may have been set back since.
    private const long ClockSlackMicros = 10L * 60 * 1_000_000;
    private const int FollowBatch = 500;
    private static readonly TimeSpan FollowPause = TimeSpan.FromSeconds(1);

    /// <summary>The frames that meet the filter, and how many there are in all.</summary>
    public async Task<FramePage> ReadAsync(long chargerKey, FrameFilter filter, CancellationToken ct)
    {
        await queue.WaitStoredAsync(time, ct);
        var order = filter.Ascending ? "asc" : "desc";
        const string Where = """
            from ocpp.frames
            where charger_key = $1 and at >= $2 and at <= $3
              and ($4::text is null or lower(action) = lower(replace($4, '_', ''))) and ($5 or direction < 2)
            """;
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command("select count(*) " + Where, chargerKey, filter));
        var page = Command($"select seq, direction, action, message, at, mark {Where} order by at {order}, seq {order} limit $6 offset $7", chargerKey, filter);
        page.Parameters.Add(new NpgsqlParameter<int> { TypedValue = filter.Limit });
        page.Parameters.Add(new NpgsqlParameter<int> { TypedValue = filter.Offset });
        batch.BatchCommands.Add(page);

        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var total = reader.GetInt64(0);
        await reader.NextResultAsync(ct);
        return new FramePage(await RowsAsync(reader, ct), total);
    }

    /// <summary>
    /// The frames of a charger as they are stored, from after frame <paramref name="afterSeq"/> (null: from now), without end; null
    /// stands for "nothing came for a while" so that the caller can keep its connection alive.
    /// </summary>
    /// <param name="chargerKey">Whose frames.</param>
    /// <param name="afterSeq">Number of the last frame that is known.</param>
    /// <param name="keepAlive">How long nothing may come before null does.</param>
    /// <param name="marks">As in <see cref="FrameFilter.Marks"/>.</param>
    /// <param name="ct">Ends it.</param>
    public async IAsyncEnumerable<FrameRow?> FollowAsync(
        long chargerKey, long? afterSeq, TimeSpan keepAlive, bool marks, [EnumeratorCancellation] CancellationToken ct)
    {
        using var follower = signals.Follow(chargerKey);
        var position = afterSeq ?? FrameSequence.Micros(time.GetUtcNow());
        var quietSince = time.GetTimestamp();
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var rows = await AfterAsync(chargerKey, position, marks, ct);
            foreach (var row in rows)
            {
                position = row.Seq;
                yield return row;
            }

            if (rows.Count > 0)
                quietSince = time.GetTimestamp();
            if (rows.Count == FollowBatch)
                continue;

            if (time.GetElapsedTime(quietSince) >= keepAlive)
            {
                quietSince = time.GetTimestamp();
                yield return null;
            }

            await follower.WaitAsync(FollowPause, time, ct);
        }
    }

    private async Task<List<FrameRow>> AfterAsync(long chargerKey, long seq, bool marks, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select seq, direction, action, message, at, mark from ocpp.frames where charger_key = $1 and at >= $2 and seq > $3 and ($5 or direction < 2) order by seq limit $4");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = chargerKey });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = FrameSequence.Time(Math.Max(0, seq - ClockSlackMicros)).UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = seq });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = FollowBatch });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = marks });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await RowsAsync(reader, ct);
    }

    private static NpgsqlBatchCommand Command(string sql, long chargerKey, FrameFilter filter) => new(sql)
    {
        Parameters =
        {
            new NpgsqlParameter<long> { TypedValue = chargerKey },
            new NpgsqlParameter<DateTime> { TypedValue = filter.From?.UtcDateTime ?? DateTime.MinValue, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            new NpgsqlParameter<DateTime> { TypedValue = filter.To?.UtcDateTime ?? DateTime.MaxValue, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            new NpgsqlParameter { Value = (object?)filter.Action ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            new NpgsqlParameter<bool> { TypedValue = filter.Marks },
        },
    };

    private static async Task<List<FrameRow>> RowsAsync(NpgsqlDataReader reader, CancellationToken ct)
    {
        var rows = new List<FrameRow>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new FrameRow(
                reader.GetInt64(0),
                (FrameDirection)reader.GetInt16(1),
                reader.GetString(2),
                reader.GetString(3),
                new DateTimeOffset(reader.GetDateTime(4), TimeSpan.Zero),
                reader.IsDBNull(5) ? null : reader.GetString(5)));
        }

        return rows;
    }
}

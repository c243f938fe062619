using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Simulation;

namespace Voltbench.Lab.Runtime;

/// <summary>
/// Keeps <c>ocpp.charger_runtime</c> in step with the fleet. Only the last view of a charger waits, so memory is bounded by the number of
/// chargers and a boot storm of several views each becomes one row each. Every <see cref="Interval"/> what changed is upserted. The status of the EVSEs of
/// OCPI that follows from it commits together with it.
/// </summary>
public sealed partial class RuntimeProjection(NpgsqlDataSource database, TimeProvider time, ILogger<RuntimeProjection> log) : IFleetObserver
{
    /// <summary>How old a row may get behind the fleet.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private const int BatchRows = 2_000;
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    // Rows of chargers that were deleted meanwhile are not brought back: the join leaves them out. In key order against deadlocks.
    private const string Upsert =
        """
        insert into ocpp.charger_runtime as r (charger_key, connection, boot_status, connected_since, last_error, connectors, updated_at)
        select c.key, u.connection, u.boot_status, u.connected_since, u.last_error, u.connectors::jsonb, now()
        from unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[])
             as u (key, connection, boot_status, connected_since, last_error, connectors)
        join ocpp.chargers c on c.key = u.key
        order by c.key
        on conflict (charger_key) do update set
            connection = excluded.connection, boot_status = excluded.boot_status, connected_since = excluded.connected_since,
            last_error = excluded.last_error, connectors = excluded.connectors, updated_at = excluded.updated_at
        """;

    private readonly EvseStatusProjection _evses = new(database);
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private Dictionary<long, ChargerView> _dirty = [];
    private Dictionary<long, ChargerView> _spare = [];

    public void OnChanged(ChargerView view)
    {
        RuntimeInstruments.Changes.Add(1);
        lock (_gate)
            _dirty[view.Key] = view;
    }

    /// <summary>Writes every <see cref="Interval"/> until cancelled; a failure puts the views back, unless newer ones came.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(Interval, time, ct);
            if (!await TryFlushAsync(ct))
                await Task.Delay(PauseAfterFailure, time, ct);
        }
    }

    /// <summary>Writes what waits now; false when the database was away.</summary>
    public async Task<bool> TryFlushAsync(CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            Dictionary<long, ChargerView> taken;
            lock (_gate)
            {
                if (_dirty.Count == 0)
                    return true;
                (taken, _dirty, _spare) = (_dirty, _spare, _dirty);
            }

            try
            {
                foreach (var views in taken.Values.Chunk(BatchRows))
                    await WriteAsync(views, ct);
                return true;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException or OperationCanceledException)
            {
                PutBack(taken);
                if (e is OperationCanceledException)
                    throw;
                RuntimeInstruments.Failures.Add(1);
                LogPutBack(e, taken.Count);
                return false;
            }
            finally
            {
                taken.Clear();
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    private void PutBack(Dictionary<long, ChargerView> taken)
    {
        lock (_gate)
        {
            foreach (var (key, view) in taken)
                _dirty.TryAdd(key, view);
        }
    }

    private async Task WriteAsync(ChargerView[] views, CancellationToken ct)
    {
        var changes = await _evses.FindChangesAsync(views, ct);
        // The commands of a batch commit together.
        await using var batch = database.CreateBatch();
        var command = new NpgsqlBatchCommand(Upsert);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = Array.ConvertAll(views, v => v.Key) });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(views, v => Name(v.Connection)) });
        command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = Array.ConvertAll(views, v => Text(v.BootStatus)) });
        command.Parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
            Value = Array.ConvertAll(views, v => v.ConnectedSince?.UtcDateTime),
        });
        command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = Array.ConvertAll(views, v => Text(v.LastError)) });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(views, v => ConnectorsJson.Write(v.Connectors)) });
        batch.BatchCommands.Add(command);
        EvseStatusProjection.Add(batch, changes);
        await batch.ExecuteNonQueryAsync(ct);
        _evses.Committed(views, changes);
        RuntimeInstruments.Rows.Add((long)command.RecordsAffected);
    }

    private static string Name(ConnectionState state) => state switch
    {
        ConnectionState.Connected => "connected",
        ConnectionState.Connecting => "connecting",
        ConnectionState.Disconnected => "disconnected",
        _ => "stopped",
    };

    // A text from a peer may hold NUL, which the database does not take.
    private static string? Text(string? value) => value?.Replace('\0', '\uFFFD');

    [LoggerMessage(Level = LogLevel.Warning, Message = "The runtime of {Chargers} chargers could not be written now")]
    private partial void LogPutBack(Exception e, int chargers);
}

using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Provisioning;

/// <summary>
/// Makes the chargers of one chunk. Rows, marks of the items, the signal to the fleet and, where something is to be tried again, the next firing
/// commit together; items are locked, and only those still pending are touched. So the step may run twice, at once or after a kill.
/// </summary>
public sealed partial class ChunkStep(
    LabDatabase database, ChunkSchedule schedule, ProvisioningOptions options, ProvisioningInstruments instruments, TimeProvider time, ILogger<ChunkStep> log)
{
    private static readonly ItemSql Items = new("ocpp.job_items");

    /// <exception cref="NpgsqlException">The database cannot be reached or asks to try again; the scheduler does.</exception>
    public async Task RunAsync(Guid jobId, int chunk, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        try
        {
            var made = await RunWholeAsync(jobId, chunk, ct);
            instruments.ChunkDone(time.GetElapsedTime(started), made);
            LogChunk(jobId, chunk, made, time.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (PostgresException e) when (!Transient.Is(e))
        {
            // Something in the chunk is refused: find out what, one charger at a time.
            LogSingly(jobId, chunk, e.SqlState, e.MessageText);
            var made = await RunSinglyAsync(jobId, chunk, ct);
            instruments.ChunkDone(time.GetElapsedTime(started), made);
        }
    }

    private async Task<int> RunWholeAsync(Guid jobId, int chunk, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await OpenJobAsync(transaction, jobId, chunk, ct))
            return 0;

        var made = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            ChunkSql.Make, new { JobId = jobId, Chunk = chunk, Ordinal = (int?)null, Now = time.GetUtcNow() }, transaction, cancellationToken: ct));
        await CommitAsync(transaction, jobId, chunk, made, ct);
        return made;
    }

    private async Task<int> RunSinglyAsync(Guid jobId, int chunk, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await OpenJobAsync(transaction, jobId, chunk, ct))
            return 0;

        var now = time.GetUtcNow();
        var due = await connection.QueryAsync<(int Ordinal, int Attempts)>(new CommandDefinition(
            ChunkSql.Due, new { JobId = jobId, Chunk = chunk, Now = now }, transaction, cancellationToken: ct));
        var made = 0;
        foreach (var (ordinal, attempts) in due.AsList())
            made += await MakeOneAsync(transaction, jobId, chunk, ordinal, attempts, now, ct);
        await CommitAsync(transaction, jobId, chunk, made, ct);
        return made;
    }

    private async Task<int> MakeOneAsync(
        NpgsqlTransaction transaction, Guid jobId, int chunk, int ordinal, int attempts, DateTimeOffset now, CancellationToken ct)
    {
        const string savepoint = "one";
        await transaction.SaveAsync(savepoint, ct);
        try
        {
            var made = await transaction.Connection!.ExecuteScalarAsync<int>(new CommandDefinition(
                ChunkSql.Make, new { JobId = jobId, Chunk = chunk, Ordinal = (int?)ordinal, Now = now }, transaction, cancellationToken: ct));
            await transaction.ReleaseAsync(savepoint, ct);
            return made;
        }
        catch (PostgresException e) when (!Transient.Is(e))
        {
            await transaction.RollbackAsync(savepoint, ct);
            var givenUp = attempts + 1 >= options.MaxAttempts;
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                Items.Refuse,
                new
                {
                    JobId = jobId,
                    Ordinal = ordinal,
                    GivenUp = givenUp,
                    // The text of the database may hold values of the row: the caller gets the class of the error, the log the rest.
                    Error = $"The charger could not be stored (database error {e.SqlState}); {attempts + 1} attempts.",
                    Next = now + options.RetryDelay * (1 << Math.Min(attempts, 10)),
                },
                transaction,
                cancellationToken: ct));
            LogRefused(jobId, ordinal, attempts + 1, e.SqlState, e.MessageText);
            return 0;
        }
    }

    /// <summary>False when there is nothing to do any more: the job is gone, or its location is (then the items are failed and committed).</summary>
    private static async Task<bool> OpenJobAsync(NpgsqlTransaction transaction, Guid jobId, int chunk, CancellationToken ct)
    {
        var connection = transaction.Connection!;
        var state = await connection.QuerySingleOrDefaultAsync<bool?>(
            new CommandDefinition(ChunkSql.LocationExists, new { JobId = jobId }, transaction, cancellationToken: ct));
        if (state is not false)
            return state is true;

        await connection.ExecuteAsync(new CommandDefinition(
            Items.FailChunk, new { JobId = jobId, Chunk = chunk, Error = "The location was deleted." }, transaction, cancellationToken: ct));
        await JobCompletion.TryFinishAsync(transaction, [jobId], ct);
        await transaction.CommitAsync(ct);
        return false;
    }

    private async Task CommitAsync(NpgsqlTransaction transaction, Guid jobId, int chunk, int made, CancellationToken ct)
    {
        var connection = transaction.Connection!;
        if (made > 0)
            await connection.ExecuteAsync(new CommandDefinition(ChunkSql.Signal, new { JobId = jobId }, transaction, cancellationToken: ct));
        await JobCompletion.TryFinishAsync(transaction, [jobId], ct);

        var (round, next) = await connection.QuerySingleAsync<(int Round, DateTime? Next)>(
            new CommandDefinition(Items.NextRound, new { JobId = jobId, Chunk = chunk }, transaction, cancellationToken: ct));
        if (next is { } at)
        {
            using var wake = await schedule.ScheduleAgainAsync(transaction, ChunkSchedule.Chargers, jobId, chunk, round, new DateTimeOffset(at), ct);
            await transaction.CommitAsync(ct);
            return;
        }

        await transaction.CommitAsync(ct);
    }
}

using Dapper;
using Npgsql;
using Voltbench.Lab.Database;

namespace Voltbench.Gateway.Idempotency;

/// <summary>Removes keys that are no longer replayed, once an hour.</summary>
public sealed partial class IdempotencyCleanup(LabDatabase database, TimeProvider time, ILogger<IdempotencyCleanup> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await CleanAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The gateway stops.
        }
    }

    private async Task CleanAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = await database.OpenAsync(ct);
            await connection.ExecuteAsync(new CommandDefinition(
                "delete from ocpp.idempotency_keys where created_at <= @Until",
                new { Until = time.GetUtcNow() - IdempotentWrite.Lifetime },
                cancellationToken: ct));
        }
        catch (NpgsqlException e)
        {
            LogFailed(e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old idempotency keys could not be removed: {Reason}")]
    private partial void LogFailed(string reason);
}

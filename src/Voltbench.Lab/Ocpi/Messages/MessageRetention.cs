using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Ocpi.Messages;

/// <summary>Once an hour: deletes what is older than the retention, oldest first, a part at a time.</summary>
public sealed partial class MessageRetention(LabDatabase database, MessageLogOptions options, TimeProvider time, ILogger<MessageRetention> log) : BackgroundService
{
    private const int Part = 5_000;
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(1);

    /// <summary>One round; how many went.</summary>
    public async Task<long> TidyAsync(CancellationToken ct)
    {
        // Ids rise with time, so the walk ends at the first part that is not old as a whole.
        const string Sql = """
            delete from ocpp.ocpi_messages m
            using (select id, at from ocpp.ocpi_messages order by id limit @Part) o
            where m.id = o.id and o.at < @before
            """;
        var before = time.GetUtcNow().AddDays(-options.RetentionDays);
        long all = 0;
        while (true)
        {
            await using var connection = await database.OpenAsync(ct);
            var gone = await connection.ExecuteAsync(new CommandDefinition(Sql, new { before, Part }, cancellationToken: ct));
            all += gone;
            if (gone < Part)
                return all;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Pause;
            try
            {
                if (await TidyAsync(stoppingToken) is > 0 and var gone)
                    LogDropped(gone);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                LogPostponed(e);
                pause = PauseAfterFailure;
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {Messages} messages of OCPI: they are older than the retention")]
    private partial void LogDropped(long messages);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old messages of OCPI could not be deleted now")]
    private partial void LogPostponed(Exception e);
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>
/// Makes OCPI sessions and CDRs of the transactions of the built-in CSMS. Woken by the commits of the CSMS, and by a slow poll where such a word was lost.
/// Every gateway runs one; a shard of the transactions belongs to whoever has its lock for the length of a commit.
/// </summary>
public sealed partial class SessionProjector : BackgroundService
{
    private const string Channel = "voltbench_ocpi_transactions";

    /// <summary>How long a change waits for company.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    /// <summary>The slow poll.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>How long a transaction that cannot be taken is left alone.</summary>
    private static readonly TimeSpan ParkedFor = TimeSpan.FromMinutes(5);

    private readonly ProjectionStep step;
    private readonly TimeProvider time;
    private readonly ILogger<SessionProjector> log;
    private readonly SemaphoreSlim woken = new(0, 1);
    private long? sweptAt;

    public SessionProjector(LabDatabase database, Notifications notifications, OcpiSessionOptions options, TimeProvider time, ILogger<SessionProjector> log)
    {
        step = new ProjectionStep(database, options, time);
        this.time = time;
        this.log = log;
        notifications.Subscribe(Channel, _ => Wake(), Wake);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var wait = await PassAsync(stoppingToken);
                await woken.WaitAsync(wait, stoppingToken);
                await Task.Delay(Gathering, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                SessionInstruments.Failures.Add(1);
                LogAway(e);
                await Task.Delay(PauseAfterFailure, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Called by the one loop that listens. One word is enough for all that came; a second one finds the first.
    private void Wake()
    {
        if (woken.CurrentCount == 0)
            woken.Release();
    }

    /// <summary>Takes all that is due; how long to wait for a word before looking again.</summary>
    private async Task<TimeSpan> PassAsync(CancellationToken ct)
    {
        if (sweptAt is not { } last || time.GetElapsedTime(last) >= Poll)
        {
            await step.EndOrphansAsync(ct);
            sweptAt = time.GetTimestamp();
        }

        var (shards, next) = await step.WorkAsync(ct);
        var wait = next is { } soon && soon < Poll ? soon : Poll;
        foreach (var shard in shards)
        {
            if (await DrainAsync(shard, ct) && wait > Gathering)
                wait = Gathering;
        }

        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>Whether there may be more: another gateway has the shard, or a batch was full.</summary>
    private async Task<bool> DrainAsync(int shard, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        try
        {
            var taken = await step.RunAsync(shard, only: null, ct);
            SessionInstruments.Batches.Record(time.GetElapsedTime(began).TotalMilliseconds);
            return taken is null or ProjectionStep.Limit;
        }
        catch (Exception e) when (IsOwnFault(e))
        {
            SessionInstruments.Failures.Add(1);
            LogSingly(e, shard);
        }

        await SinglyAsync(shard, ct);
        return true;
    }

    /// <summary>One transaction that cannot be taken must not hold up the others: it is left alone for a while.</summary>
    private async Task SinglyAsync(int shard, CancellationToken ct)
    {
        foreach (var id in await step.DueAsync(shard, ct))
        {
            try
            {
                await step.RunAsync(shard, id, ct);
            }
            catch (Exception e) when (IsOwnFault(e))
            {
                SessionInstruments.Parked.Add(1);
                LogParked(e, id, ParkedFor.TotalMinutes);
                await step.ParkAsync(id, ParkedFor, ct);
            }
        }
    }

    // What another try in a moment would not cure.
    private static bool IsOwnFault(Exception e) => e switch
    {
        OperationCanceledException => false,
        PostgresException refused => !Provisioning.Transient.Is(refused),
        NpgsqlException or IOException or TimeoutException => false,
        _ => true,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessions of OCPI could not be written now")]
    private partial void LogAway(Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessions of shard {Shard} could not be made together; trying them one by one")]
    private partial void LogSingly(Exception e, int shard);

    [LoggerMessage(Level = LogLevel.Error, Message = "Transaction {Transaction} cannot be made a session; next try in {Minutes} minutes")]
    private partial void LogParked(Exception e, int transaction, double minutes);
}

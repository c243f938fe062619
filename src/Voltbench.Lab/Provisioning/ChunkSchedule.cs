using System.Globalization;
using Npgsql;
using Quartz;

namespace Voltbench.Lab.Provisioning;

/// <summary>Puts firings of chunks into the job store, inside the transaction whose rows they serve.</summary>
public sealed class ChunkSchedule(ISchedulerFactory schedulers, TimeProvider time)
{
    private const string JobIdKey = "job";
    private const string ChunkKey = "chunk";

    /// <summary>The durable job that chunks of chargers fire: <see cref="ProvisionChunkJob"/>.</summary>
    internal static readonly JobKey Chargers = new("provision-chunk", "voltbench");

    /// <summary>The durable job that chunks of OCPI locations fire: <see cref="Ocpi.Sites.SiteChunkJob"/>.</summary>
    internal static readonly JobKey Sites = new("provision-sites", "voltbench");

    /// <summary>
    /// A firing that fails as a whole (the database was away, a deadlock) is tried again for as long as it takes: what can be wrong with
    /// single chargers is counted with them and never gets here.
    /// </summary>
    private static readonly RetryPolicy Retry =
        RetryPolicy.Exponential(1_000_000, TimeSpan.FromMilliseconds(500), 2, TimeSpan.FromSeconds(30), 0.2);

    /// <summary>Schedules a firing of each chunk at once, as part of the transaction.</summary>
    /// <returns>To be disposed after the commit: that wakes the scheduler, which could not see the triggers before.</returns>
    internal Task<IDisposable> ScheduleAsync(NpgsqlTransaction transaction, JobKey job, Guid jobId, IReadOnlyList<int> chunks, CancellationToken ct)
        => StoreAsync(transaction, chunks.Select(chunk => Trigger(job, jobId, chunk, 0, time.GetUtcNow())), ct);

    /// <summary>Schedules another firing of a chunk.</summary>
    /// <param name="transaction">The transaction to be part of.</param>
    /// <param name="job">What is fired.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="round">Tells the firings of a chunk apart; the same round twice is one firing.</param>
    /// <param name="at">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>To be disposed after the commit.</returns>
    internal Task<IDisposable> ScheduleAgainAsync(
        NpgsqlTransaction transaction, JobKey job, Guid jobId, int chunk, int round, DateTimeOffset at, CancellationToken ct)
        => StoreAsync(transaction, [Trigger(job, jobId, chunk, round, at)], ct);

    /// <summary>
    /// The job store works on the transaction for as long as this method runs. Its cluster-wide lock is taken here and held until the commit,
    /// so this comes last.
    /// </summary>
    private async Task<IDisposable> StoreAsync(NpgsqlTransaction transaction, IEnumerable<ITrigger> triggers, CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var enlistment = scheduler.EnlistTransaction(transaction);
        try
        {
            foreach (var trigger in triggers)
                await scheduler.ScheduleTrigger(trigger, TriggerConflict.Keep, ct);
            return enlistment;
        }
        catch
        {
            enlistment.Dispose();
            throw;
        }
    }

    /// <summary>Job and chunk of a firing.</summary>
    internal static (Guid JobId, int Chunk) Read(IJobExecutionContext context)
    {
        var data = context.MergedJobDataMap;
        return (Guid.Parse(data.GetString(JobIdKey)!, CultureInfo.InvariantCulture), int.Parse(data.GetString(ChunkKey)!, CultureInfo.InvariantCulture));
    }

    private static ITrigger Trigger(JobKey job, Guid jobId, int chunk, int round, DateTimeOffset at) =>
        TriggerBuilder.Create()
            .WithIdentity(string.Create(CultureInfo.InvariantCulture, $"{jobId:N}-{chunk}-{round}"), job.Group)
            .ForJob(job)
            .UsingJobData(JobIdKey, jobId.ToString())
            .UsingJobData(ChunkKey, chunk.ToString(CultureInfo.InvariantCulture))
            .StartAt(at)
            .WithRetryPolicy(Retry)
            .Build();
}

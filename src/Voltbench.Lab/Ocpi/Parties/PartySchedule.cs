using System.Globalization;
using Npgsql;
using Quartz;

namespace Voltbench.Lab.Ocpi.Parties;

/// <summary>Puts the removal of parties into the job store: at once when one was deleted, and at its time when it is to expire.</summary>
public sealed class PartySchedule(ISchedulerFactory schedulers, TimeProvider time)
{
    private const string PartyKey = "party";

    /// <summary>The durable job that all triggers fire: <see cref="RemovePartyJob"/>.</summary>
    internal static readonly JobKey Job = new("remove-party", "voltbench");

    /// <summary>A firing that fails (the database was away, chargers are still being added) is tried again for as long as it takes.</summary>
    private static readonly RetryPolicy Retry =
        RetryPolicy.Exponential(1_000_000, TimeSpan.FromMilliseconds(500), 2, TimeSpan.FromSeconds(30), 0.2);

    internal static long Read(IJobExecutionContext context) =>
        long.Parse(context.MergedJobDataMap.GetString(PartyKey)!, CultureInfo.InvariantCulture);

    /// <returns>To be disposed after the commit.</returns>
    internal Task<IDisposable> ExpireAsync(NpgsqlTransaction transaction, long party, DateTimeOffset at, CancellationToken ct)
        => StoreAsync(transaction, Trigger(party, "expire", at), ct);

    /// <returns>To be disposed after the commit.</returns>
    internal Task<IDisposable> RemoveAsync(NpgsqlTransaction transaction, long party, CancellationToken ct)
        => StoreAsync(transaction, Trigger(party, "remove", time.GetUtcNow()), ct);

    /// <summary>A party that is gone expires no more.</summary>
    internal async Task ForgetAsync(long party, CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        await scheduler.UnscheduleJob(Key(party, "expire"), ct);
    }

    private async Task<IDisposable> StoreAsync(NpgsqlTransaction transaction, ITrigger trigger, CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var enlistment = scheduler.EnlistTransaction(transaction);
        try
        {
            await scheduler.ScheduleTrigger(trigger, TriggerConflict.Keep, ct);
            return enlistment;
        }
        catch
        {
            enlistment.Dispose();
            throw;
        }
    }

    private static TriggerKey Key(long party, string why) => new(string.Create(CultureInfo.InvariantCulture, $"{why}-{party}"), Job.Group);

    private static ITrigger Trigger(long party, string why, DateTimeOffset at) =>
        TriggerBuilder.Create()
            .WithIdentity(Key(party, why))
            .ForJob(Job)
            .UsingJobData(PartyKey, party.ToString(CultureInfo.InvariantCulture))
            .StartAt(at)
            .WithRetryPolicy(Retry)
            .Build();
}

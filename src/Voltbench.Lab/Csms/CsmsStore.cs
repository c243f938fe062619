using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using Voltbench.Csms;

namespace Voltbench.Lab.Csms;

/// <summary>
/// The transactions of the built-in CSMS in <c>ocpp.csms_transactions</c>. Changes of many stations go to the database in one round trip and one
/// commit (group commit): a writer takes whatever came while the last commit ran, so that 1,000 starts a second cost tens of commits, not 1,000.
/// </summary>
public sealed partial class CsmsStore : ICsmsStore, IAsyncDisposable
{
    private const int MaxBatch = 1000;
    private static readonly TimeSpan MeterPeriod = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource database;
    private readonly TimeProvider time;
    private readonly ILogger<CsmsStore> log;
    private readonly MeterCache meters = new();

    // Full = the stations wait: their receive loops await the write.
    private readonly Channel<Change> changes = Channel.CreateBounded<Change>(
        new BoundedChannelOptions(4 * MaxBatch) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly CancellationTokenSource stop = new();
    private readonly Task writer;
    private readonly Task meterWriter;

    public CsmsStore(NpgsqlDataSource database, TimeProvider time, ILogger<CsmsStore> log)
    {
        this.database = database;
        this.time = time;
        this.log = log;
        writer = Task.Run(WriteAsync);
        meterWriter = Task.Run(WriteMetersAsync);
    }

    public async ValueTask<int> StartAsync(TransactionStart start)
    {
        var change = new StartChange(start);
        await changes.Writer.WriteAsync(change);
        return await change.Done;
    }

    public async ValueTask<bool> StopAsync(TransactionStop stop)
    {
        var change = new StopChange(stop);
        await changes.Writer.WriteAsync(change);
        return await change.Done;
    }

    public ValueTask EventAsync(TransactionChange change) => CommitAsync(new EventChange(change));

    public ValueTask SamplesAsync(StationId station, int number, IReadOnlyList<TransactionSample> samples) =>
        CommitAsync(new SamplesChange(station, number, samples));

    public ValueTask StateAsync(StationId station, int connectorId, string chargingState, DateTimeOffset at) =>
        CommitAsync(new StateChange(station, connectorId, chargingState, at));

    public ValueTask LimitsAsync(StationId station, int? evseId) => CommitAsync(new LimitsChange(station, evseId));

    public ValueTask ReservationAsync(StationId station, int reservationId, ReservationEnd end) =>
        CommitAsync(new ReservationChange(station, reservationId, end));

    public void Meter(StationId station, int number, double registerWh) => meters.Put(station, number, registerWh);

    public Task<(IReadOnlyList<CsmsTransaction> Items, int Total)> ListAsync(TransactionQuery query, CancellationToken stop) =>
        TransactionList.ReadAsync(database, query, stop);

    /// <summary>Writes what is waiting, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!changes.Writer.TryComplete())
            return;
        await stop.CancelAsync();
        await writer;
        await meterWriter;
        stop.Dispose();
    }

    private async ValueTask CommitAsync(Change<bool> change)
    {
        await changes.Writer.WriteAsync(change);
        await change.Done;
    }

    private async Task WriteAsync()
    {
        var batch = new ChangeBatch();
        Change? carried = null;
        while (carried is not null || await changes.Reader.WaitToReadAsync())
        {
            batch.Clear();
            if (carried is not null)
                batch.TryAdd(carried);
            carried = null;
            while (batch.Count < MaxBatch && changes.Reader.TryRead(out var change))
            {
                if (batch.TryAdd(change))
                    continue;
                carried = change;
                break;
            }

            await CommitAsync(batch);
        }
    }

    private async Task CommitAsync(ChangeBatch batch)
    {
        var began = time.GetTimestamp();
        try
        {
            await batch.CommitAsync(database);
            CsmsStoreInstruments.Commits.Record(time.GetElapsedTime(began).TotalMilliseconds);
            CsmsStoreInstruments.Changes.Add(batch.Count);
        }
        catch (PostgresException e) when (!e.IsTransient && batch.Count > 1)
        {
            // One change that the database refuses must not fail its neighbours.
            LogSplit(log, e, batch.Count);
            foreach (var change in batch.Items)
            {
                var alone = new ChangeBatch();
                alone.TryAdd(change);
                await CommitAsync(alone);
            }
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            LogFailed(log, e, batch.Count);
            foreach (var change in batch.Items)
                change.Fail(e);
        }
    }

    private async Task WriteMetersAsync()
    {
        using var timer = new PeriodicTimer(MeterPeriod, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
                await FlushMetersAsync();
        }
        catch (OperationCanceledException)
        {
            await FlushMetersAsync();
        }
    }

    private async Task FlushMetersAsync()
    {
        try
        {
            await meters.FlushAsync(database);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or ObjectDisposedException)
        {
            LogMeters(log, e);
        }
    }
}

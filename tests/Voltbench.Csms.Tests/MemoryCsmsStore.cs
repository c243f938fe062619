using System.Globalization;
using Voltbench.Ocpp;

namespace Voltbench.Csms.Tests;

/// <summary>Transactions without a database, by the same rules; the real store has tests of its own.</summary>
internal sealed class MemoryCsmsStore : ICsmsStore
{
    private readonly Lock gate = new();
    private readonly List<Row> rows = [];

    /// <summary>When set, every change fails with it.</summary>
    public Exception? Failure { get; set; }

    /// <summary>When set, changes wait for it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public IReadOnlyList<CsmsTransaction> Transactions
    {
        get
        {
            lock (gate)
                return [.. rows.Select(r => r.Transaction)];
        }
    }

    /// <summary>Everything that was to be kept, in the order it came.</summary>
    public List<object> Log { get; } = [];

    public async ValueTask SamplesAsync(StationId station, int number, IReadOnlyList<TransactionSample> samples)
    {
        await ReadyAsync();
        lock (gate)
            Log.AddRange(samples);
    }

    public async ValueTask StateAsync(StationId station, int connectorId, string chargingState, DateTimeOffset at)
    {
        await ReadyAsync();
        lock (gate)
            Log.Add((connectorId, chargingState, at));
    }

    public async ValueTask LimitsAsync(StationId station, int? evseId)
    {
        await ReadyAsync();
        lock (gate)
            Log.Add(("limits", evseId));
    }

    public async ValueTask ReservationAsync(StationId station, int reservationId, ReservationEnd end)
    {
        await ReadyAsync();
        lock (gate)
            Log.Add((reservationId, end));
    }

    public async ValueTask<int> StartAsync(TransactionStart start)
    {
        await ReadyAsync();
        lock (gate)
        {
            Log.Add(start);
            var known = rows.FindIndex(r => r.Station == start.Station && r.Reference == start.Reference);
            if (known >= 0)
                return known + 1;
            rows.Add(new Row(start.Station, start.Reference, new CsmsTransaction(
                (rows.Count + 1).ToString(CultureInfo.InvariantCulture), start.Station.Identity, OcppVersion.V16, null, start.ConnectorId, start.IdToken,
                start.MeterStartWh, start.MeterStartWh, null, start.At, null, null)));
            return rows.Count;
        }
    }

    public async ValueTask<bool> StopAsync(TransactionStop stop)
    {
        await ReadyAsync();
        lock (gate)
        {
            Log.Add(stop);
            if (stop.Number < 1 || stop.Number > rows.Count || rows[stop.Number - 1].Station != stop.Station)
                return false;
            var row = rows[stop.Number - 1];
            if (row.Transaction.StoppedAt is null)
            {
                rows[stop.Number - 1] = row with
                {
                    Transaction = row.Transaction with { MeterStopWh = stop.MeterStopWh, StoppedAt = stop.At, StopReason = stop.Reason },
                };
            }

            return true;
        }
    }

    public async ValueTask EventAsync(TransactionChange change)
    {
        await ReadyAsync();
        lock (gate)
        {
            Log.Add(change);
            var at = rows.FindIndex(r => r.Station == change.Station && r.Reference == change.TransactionId);
            var row = at >= 0 ? rows[at] : new Row(change.Station, change.TransactionId, new CsmsTransaction(
                change.TransactionId, change.Station.Identity, OcppVersion.V201, null, null, null, null, null, null, change.At, null, null));
            var now = row.Transaction;
            row = row with
            {
                Transaction = now with
                {
                    EvseId = now.EvseId ?? change.EvseId,
                    ConnectorId = now.ConnectorId ?? change.ConnectorId,
                    IdToken = now.IdToken ?? change.IdToken,
                    MeterStartWh = now.MeterStartWh ?? (change.Phase == TransactionPhase.Started ? change.RegisterWh : null),
                    MeterLastWh = change.RegisterWh ?? now.MeterLastWh,
                    MeterStopWh = now.MeterStopWh ?? (change.Phase == TransactionPhase.Ended ? change.RegisterWh : null),
                    StoppedAt = now.StoppedAt ?? (change.Phase == TransactionPhase.Ended ? change.At : null),
                    StopReason = now.StopReason ?? change.StopReason,
                },
            };
            if (at >= 0)
                rows[at] = row;
            else
                rows.Add(row);
        }
    }

    public void Meter(StationId station, int number, double registerWh)
    {
        lock (gate)
        {
            if (number >= 1 && number <= rows.Count && rows[number - 1].Station == station)
                rows[number - 1] = rows[number - 1] with { Transaction = rows[number - 1].Transaction with { MeterLastWh = registerWh } };
        }
    }

    public Task<(IReadOnlyList<CsmsTransaction> Items, int Total)> ListAsync(TransactionQuery query, CancellationToken stop) =>
        Task.FromResult<(IReadOnlyList<CsmsTransaction>, int)>((Transactions, Transactions.Count));

    private async Task ReadyAsync()
    {
        await Gate;
        if (Failure is { } failure)
            throw failure;
    }

    private sealed record Row(StationId Station, string Reference, CsmsTransaction Transaction);
}

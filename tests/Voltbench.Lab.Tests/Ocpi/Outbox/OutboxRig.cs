using Microsoft.Extensions.Logging.Abstractions;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Outbox;
using Voltbench.Ocpi.Transport;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Ocpi.Outbox;

/// <summary>The outbox of one gateway: its worker, its notifications and its client.</summary>
internal sealed class OutboxRig : IAsyncDisposable
{
    /// <summary>Quick, so that tests need not wait.</summary>
    public static readonly OutboxOptions Quick = new()
    {
        FirstRetrySeconds = 0.02,
        LongestRetrySeconds = 0.2,
        PollSeconds = 0.2,
        LeaseSeconds = 1,
        TimeoutSeconds = 5,
    };

    private readonly Notifications _notifications;
    private readonly OcpiClient _client;
    private readonly OutboxStore _store;
    private bool _isRunning;

    public OutboxRig(LabDatabase database, OutboxOptions? options = null, TimeProvider? time = null, params IWholeObject[] objects)
    {
        time ??= TimeProvider.System;
        options ??= Quick;
        Database = database;
        _notifications = new Notifications(database, TimeProvider.System, NullLogger<Notifications>.Instance);
        _client = new OcpiClient(new OcpiClientOptions(), time);
        _store = new OutboxStore(database);
        Worker = new OutboxWorker(
            _store,
            new OutboxLeases(_store, options),
            new Delivery(_client, _store, objects, options),
            _notifications,
            options,
            time,
            NullLogger<OutboxWorker>.Instance);
        Worker.Subscribe();
    }

    public LabDatabase Database { get; }

    public OutboxWorker Worker { get; }

    public static async Task<LabDatabase> CreateDatabaseAsync(PostgresFixture postgres) => new(await postgres.CreateDatabaseAsync());

    public async Task<OutboxRig> StartAsync()
    {
        await _notifications.StartAsync(CancellationToken.None);
        await Worker.StartAsync(CancellationToken.None);
        _isRunning = true;
        return this;
    }

    /// <summary>Stops as a gateway does.</summary>
    public async Task StopAsync()
    {
        await Worker.StopAsync(CancellationToken.None);
        _isRunning = false;
    }

    /// <summary>Ends as a kill does.</summary>
    public async Task KillAsync()
    {
        await Worker.AbortAsync();
        _isRunning = false;
    }

    public Task<long> WaitingAsync() => CountAsync("PENDING");

    public Task<long> DeadAsync() => CountAsync("DEAD");

    public Task EmptyAsync() => Eventually.BecomesAsync(
        async () =>
        {
            try
            {
                return await WaitingAsync() == 0;
            }
            catch (Npgsql.NpgsqlException)
            {
                // A test took the database away.
                return false;
            }
        },
        "the outbox is empty");

    public async ValueTask DisposeAsync()
    {
        if (_isRunning)
            await Worker.StopAsync(CancellationToken.None);
        await _notifications.StopAsync(CancellationToken.None);
        Worker.Dispose();
        _notifications.Dispose();
        _client.Dispose();
        _store.Dispose();
    }

    private Task<long> CountAsync(string status) => LabRows.ScalarAsync<long>(Database.Source, $"select count(*) from ocpp.ocpi_outbox where status = '{status}'");
}

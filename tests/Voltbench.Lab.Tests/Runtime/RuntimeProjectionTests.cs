using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Voltbench.Lab.Database;
using Voltbench.Lab.Runtime;
using Voltbench.Simulation;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Runtime;

public sealed class RuntimeProjectionTests(PostgresFixture postgres) : IAsyncLifetime
{
    private LabDatabase? _database;
    private RuntimeProjection? _projection;

    private NpgsqlDataSource Source => _database!.Source;

    private RuntimeProjection Projection => _projection!;

    public async ValueTask InitializeAsync()
    {
        _database = new LabDatabase(await postgres.CreateDatabaseAsync());
        _projection = new RuntimeProjection(Source, TimeProvider.System, NullLogger<RuntimeProjection>.Instance);
    }

    public async ValueTask DisposeAsync() => await _database!.DisposeAsync();

    [Fact]
    public async Task Writes_the_last_view_of_each_charger()
    {
        var keys = await LabRows.AddChargersAsync(Source, 2);
        var since = new DateTimeOffset(2030, 1, 1, 8, 0, 0, TimeSpan.Zero);
        Projection.OnChanged(View(keys[0], ConnectionState.Connecting));
        Projection.OnChanged(View(keys[1], ConnectionState.Disconnected) with { LastError = "refused \0" });
        Projection.OnChanged(View(keys[0], ConnectionState.Connected) with
        {
            BootStatus = "Accepted",
            ConnectedSince = since,
            Connectors = [new ConnectorView(1, 1, "Charging", "NoError", "42", "TAG", 7360.04, 1500.26, 33.333), new ConnectorView(2, 1, "Available", "NoError", null, null, 0, 0, null)],
        });

        (await Projection.TryFlushAsync(CancellationToken.None)).ShouldBeTrue();

        (await RowAsync(keys[0])).ShouldBe("connected|Accepted|2030-01-01 08:00:00+00||"
            + """[{"id_tag": "TAG", "status": "Charging", "evse_id": 1, "power_w": 7360, "meter_wh": 1500.3, "error_code": "NoError", "soc_percent": 33.3, "connector_id": 1, "transaction_id": "42"}, """
            + """{"id_tag": null, "status": "Available", "evse_id": 2, "power_w": 0, "meter_wh": 0, "error_code": "NoError", "soc_percent": null, "connector_id": 1, "transaction_id": null}]""");
        (await RowAsync(keys[1])).ShouldBe("disconnected|||refused \uFFFD|[]");
    }

    [Fact]
    public async Task A_failure_keeps_the_views_but_not_over_newer_ones()
    {
        var keys = await LabRows.AddChargersAsync(Source, 2);
        await using var outage = new Outage(Source);
        await outage.BeginAsync();
        Projection.OnChanged(View(keys[0], ConnectionState.Connecting));
        Projection.OnChanged(View(keys[1], ConnectionState.Connecting));
        (await Projection.TryFlushAsync(CancellationToken.None)).ShouldBeFalse();
        Projection.OnChanged(View(keys[1], ConnectionState.Connected));
        await outage.EndAsync();

        (await Projection.TryFlushAsync(CancellationToken.None)).ShouldBeTrue();

        (await RowAsync(keys[0])).ShouldStartWith("connecting|");
        (await RowAsync(keys[1])).ShouldStartWith("connected|");
    }

    [Fact]
    public async Task A_deleted_charger_does_not_come_back()
    {
        Projection.OnChanged(View(4711, ConnectionState.Stopped));

        (await Projection.TryFlushAsync(CancellationToken.None)).ShouldBeTrue();

        (await LabRows.ScalarAsync<long>(Source, "select count(*) from ocpp.charger_runtime")).ShouldBe(0);
    }

    [Fact]
    public async Task Writes_a_fleet_in_one_go()
    {
        var keys = await LabRows.AddChargersAsync(Source, 5_000);
        foreach (var key in keys)
        {
            Projection.OnChanged(View(key, ConnectionState.Connecting));
            Projection.OnChanged(View(key, ConnectionState.Connected));
        }

        (await Projection.TryFlushAsync(CancellationToken.None)).ShouldBeTrue();

        (await LabRows.ScalarAsync<long>(Source, "select count(*) from ocpp.charger_runtime where connection = 'connected'")).ShouldBe(5_000);
    }

    private static ChargerView View(long key, ConnectionState state) => new() { Key = key, Connection = state, Connectors = [] };

    private Task<string> RowAsync(long key) => LabRows.ScalarAsync<string>(
        Source, $"select concat_ws('|', connection, coalesce(boot_status, ''), coalesce(connected_since::text, ''), coalesce(last_error, ''), connectors::text) from ocpp.charger_runtime where charger_key = {key}");
}

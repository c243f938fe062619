using System.Diagnostics;
using Npgsql;
using Voltbench.Lab.Commands;
using Voltbench.Simulation;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Fleet;

public sealed class ReconcilerTests(PostgresFixture postgres, ITestOutputHelper output)
{
    [Fact]
    public async Task Places_what_should_run_and_reports_it_ready()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var setup = NpgsqlDataSource.Create(connectionString);
        await LabRows.AddChargersAsync(setup, 5_000);
        var started = Stopwatch.GetTimestamp();

        await using var node = await LabNode.StartAsync(connectionString);
        await Eventually.BecomesAsync(async () => await ReadyAsync(setup) == 5_000, "all chargers are ready");

        output.WriteLine($"5,000 placed and ready after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
        node.Fleet.Count.ShouldBe(5_000);
        await Eventually.BecomesAsync(
            async () => await LabRows.ScalarAsync<long>(setup, "select count(*) from ocpp.charger_runtime where last_error is not null") == 5_000,
            "every charger says why it is not connected");
    }

    [Fact]
    public async Task Follows_the_desired_state()
    {
        await using var node = await LabNode.StartAsync(await postgres.CreateDatabaseAsync());
        var keys = await LabRows.AddChargersAsync(node.Source, 3);
        await LabRows.ExecuteAsync(node.Source, $"select pg_notify('voltbench_fleet', 'location:{LabRows.Location}')");
        await Eventually.BecomesAsync(() => node.Fleet.Count == 3, "all are placed");

        (await node.Desired.StopAsync(LabRows.Organization, "dep-1", CancellationToken.None))!.Running.ShouldBeFalse();
        await Eventually.BecomesAsync(() => !node.Fleet.Contains(keys[0]), "the stopped one is gone");
        await Eventually.BecomesAsync(() => ConnectionIsAsync(node.Source, keys[0], "stopped"), "and shows as stopped");

        (await node.Desired.StartAsync(LabRows.Organization, "dep-1", CancellationToken.None))!.Running.ShouldBeTrue();
        await Eventually.BecomesAsync(() => node.Fleet.Contains(keys[0]), "it is back");

        await node.Desired.StopAsync(LabRows.Organization, "dep-2", CancellationToken.None);
        await Eventually.BecomesAsync(() => !node.Fleet.Contains(keys[1]), "another one is gone");
        (await node.Desired.RestartAsync(LabRows.Organization, "dep-2", CancellationToken.None))!.Running.ShouldBeTrue();
        await Eventually.BecomesAsync(() => node.Fleet.Contains(keys[1]), "a restart switches it on");

        await LabRows.ExecuteAsync(node.Source, $"delete from ocpp.chargers where key = {keys[2]}; select pg_notify('voltbench_fleet', 'charger:{keys[2]}')");
        await Eventually.BecomesAsync(() => !node.Fleet.Contains(keys[2]), "one without a row goes");
    }

    [Fact]
    public async Task Nothing_of_another_organization_is_touched()
    {
        await using var node = await LabNode.StartAsync(await postgres.CreateDatabaseAsync());
        await LabRows.AddChargersAsync(node.Source, 1);
        var other = Guid.NewGuid();

        (await node.Desired.StopAsync(other, "dep-1", CancellationToken.None)).ShouldBeNull();
        (await node.Deletion.DeleteAsync(other, null, ["dep-1"], CancellationToken.None)).ShouldBeEmpty();
        (await node.Commands.SendAsync(other, new CommandTarget("dep-1", null, null), new StopSession(), null, CancellationToken.None)).ShouldBeNull();
        (await node.Commands.SendAsync(other, new CommandTarget(null, LabRows.Location, null), new StopSession(), null, CancellationToken.None)).ShouldBeNull();
        (await LabRows.ScalarAsync<string>(node.Source, "select desired from ocpp.chargers")).ShouldBe("running");
    }

    [Fact]
    public async Task A_row_that_makes_no_charger_fails_with_the_reason()
    {
        await using var node = await LabNode.StartAsync(await postgres.CreateDatabaseAsync());
        await LabRows.AddChargersAsync(node.Source, 2);
        await LabRows.ExecuteAsync(
            node.Source,
            $"update ocpp.chargers set model_slug = 'withdrawn' where id = 'dep-1'; select pg_notify('voltbench_fleet', 'location:{LabRows.Location}')");

        await Eventually.BecomesAsync(async () => await ReadyAsync(node.Source) == 1, "the other one is ready");
        await Eventually.BecomesAsync(
            () => LabRows.ScalarAsync<bool>(
                node.Source,
                "select status = 'FAILED' and error ->> 'message' = 'The catalog has no model wallbox/withdrawn.' from ocpp.chargers where id = 'dep-1'"),
            "the unfit one says why");
    }

    [Fact]
    public async Task Deletion_waits_for_the_rows_to_go()
    {
        await using var node = await LabNode.StartAsync(await postgres.CreateDatabaseAsync());
        await LabRows.AddChargersAsync(node.Source, 50);
        await LabRows.ExecuteAsync(node.Source, $"select pg_notify('voltbench_fleet', 'location:{LabRows.Location}')");
        await Eventually.BecomesAsync(() => node.Fleet.Count == 50, "all are placed");

        var one = await node.Deletion.DeleteAsync(LabRows.Organization, null, ["dep-7", "dep-nobody"], CancellationToken.None);
        one.ShouldBe(["dep-7"]);
        (await LabRows.ScalarAsync<long>(node.Source, "select count(*) from ocpp.chargers where id = 'dep-7'")).ShouldBe(0);

        var rest = await node.Deletion.DeleteAsync(LabRows.Organization, LabRows.Location, null, CancellationToken.None);
        rest.Count.ShouldBe(49);
        (await LabRows.ScalarAsync<long>(node.Source, "select (select count(*) from ocpp.chargers) + (select count(*) from ocpp.charger_runtime)")).ShouldBe(0);
        node.Fleet.Count.ShouldBe(0);
    }

    private static Task<long> ReadyAsync(NpgsqlDataSource database) =>
        LabRows.ScalarAsync<long>(database, "select count(*) from ocpp.chargers where status = 'READY'");

    private static Task<bool> ConnectionIsAsync(NpgsqlDataSource database, long key, string connection) =>
        LabRows.ScalarAsync<bool>(database, $"select exists (select from ocpp.charger_runtime where charger_key = {key} and connection = '{connection}')");
}

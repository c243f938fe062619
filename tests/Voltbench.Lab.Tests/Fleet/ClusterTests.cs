using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using Voltbench.Lab.Commands;
using Voltbench.Simulation;
using Voltbench.Testing;
using Voltbench.Testing.Csms;

namespace Voltbench.Lab.Tests.Fleet;

public sealed class ClusterTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Two_nodes_share_the_fleet_and_one_takes_over_when_the_other_is_gone()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var first = await LabNode.StartAsync(connectionString, "first");
        var keys = await LabRows.AddChargersAsync(first.Source, 300);
        await LabRows.ExecuteAsync(first.Source, $"select pg_notify('voltbench_fleet', 'location:{LabRows.Location}')");
        await Eventually.BecomesAsync(() => first.Fleet.Count == 300, "the first node runs all");

        await using (var second = await LabNode.StartAsync(connectionString, "second"))
        {
            await Eventually.BecomesAsync(() => second.Leases.Owned.Count == 128 && first.Leases.Owned.Count == 128, "the shards are shared");
            await Eventually.BecomesAsync(() => first.Fleet.Count + second.Fleet.Count == 300 && second.Fleet.Count > 100, "so are the chargers");
            keys.ShouldAllBe(key => first.Fleet.Contains(key) != second.Fleet.Contains(key));
        }

        await Eventually.BecomesAsync(() => first.Fleet.Count == 300, "the first node runs all again");
    }

    [Fact]
    public async Task A_node_that_loses_its_connection_stops_and_comes_back()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var setup = NpgsqlDataSource.Create(connectionString);
        await LabRows.AddChargersAsync(setup, 100);
        await using var node = await LabNode.StartAsync(connectionString, "cut");
        await Eventually.BecomesAsync(() => node.Fleet.Count == 100, "all are placed");
        await using var outage = new Outage(setup);

        await outage.BeginAsync();
        await Eventually.BecomesAsync(() => node.Fleet.Count == 0, "without its leases it runs nothing");
        node.Leases.Owned.ShouldBeEmpty();

        await outage.EndAsync();
        await Eventually.BecomesAsync(() => node.Fleet.Count == 100, "all are back");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_node_stops_within_its_time_and_leaves_nothing_locked(bool databaseIsAway)
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var setup = NpgsqlDataSource.Create(connectionString);
        await LabRows.AddChargersAsync(setup, 50);
        var node = await LabNode.StartAsync(connectionString, "stops");
        await Eventually.BecomesAsync(() => node.Fleet.Count == 50, "all are placed");
        await using var outage = new Outage(setup);
        if (databaseIsAway)
            await outage.BeginAsync();
        var started = Stopwatch.GetTimestamp();

        await node.DisposeAsync();

        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(6));
        await outage.EndAsync();
        setup.Clear();
        (await LabRows.ScalarAsync<long>(setup, "select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())"))
            .ShouldBe(0);
    }

    [Fact]
    public async Task A_command_reaches_the_chargers_of_either_node()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var setup = NpgsqlDataSource.Create(connectionString);
        await LabRows.AddChargersAsync(setup, 64);
        await using var first = await LabNode.StartAsync(connectionString, "first");
        await using var second = await LabNode.StartAsync(connectionString, "second");
        await Eventually.BecomesAsync(
            () => first.Leases.Owned.Count == 128 && second.Leases.Owned.Count == 128 && first.Fleet.Count + second.Fleet.Count == 64 && second.Fleet.Count > 0,
            "both run chargers");
        await Eventually.BecomesAsync(
            async () => await LabRows.ScalarAsync<long>(setup, "select count(*) from ocpp.chargers where status = 'READY'") == 64,
            "the rows say so: a node forwards commands by them");
        await first.Desired.StopAsync(LabRows.Organization, "dep-1", CancellationToken.None);

        var receipts = await first.Commands.SendAsync(
            LabRows.Organization, new CommandTarget(null, LabRows.Location, null), new StartSession("TAG", 1), null, CancellationToken.None);

        receipts!.Count.ShouldBe(64);
        receipts.Where(r => r.Error is not null).ShouldHaveSingleItem().ShouldBe(new CommandReceipt("dep-1", "CP1", "OCPP1.6", "The charger is stopped."));

        // Offline or not, a plugged-in car shows on the connector.
        await Eventually.BecomesAsync(
            async () => await LabRows.ScalarAsync<long>(setup, "select count(*) from ocpp.charger_runtime where connectors @> '[{\"status\": \"Preparing\"}]' or connectors @> '[{\"status\": \"Charging\"}]'") == 63,
            "all others plug in");
        (await LabRows.ScalarAsync<long>(setup, "select count(*) from ocpp.fleet_commands")).ShouldBe(0);
    }

    [Fact]
    public async Task The_outcome_of_a_command_comes_back_from_either_node()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var csms = await RecordingCsms.StartAsync();
        await using var setup = NpgsqlDataSource.Create(connectionString);
        await LabRows.AddChargersAsync(setup, 16, csms.Url);
        await using var first = await LabNode.StartAsync(connectionString, "first");
        await using var second = await LabNode.StartAsync(connectionString, "second");
        await Eventually.BecomesAsync(
            () => first.Leases.Owned.Count == 128 && second.Leases.Owned.Count == 128 && first.Fleet.Count + second.Fleet.Count == 16 && second.Fleet.Count > 0,
            "both run chargers");
        await Eventually.BecomesAsync(
            async () => await LabRows.ScalarAsync<long>(setup, "select count(*) from ocpp.charger_runtime where boot_status = 'Accepted'") == 16
                && await LabRows.ScalarAsync<long>(setup, "select count(*) from ocpp.chargers where status = 'READY'") == 16,
            "all are accepted");

        var message = new ProxyMessage("DataTransfer", JsonElement.Parse("""{"vendorId":"voltbench"}"""));
        foreach (var n in Enumerable.Range(1, 16))
        {
            var charger = await first.Commands.FindAsync(LabRows.Organization, $"dep-{n}", CancellationToken.None);
            var outcome = await first.Commands.AskAsync(charger!, message, TimeSpan.FromSeconds(20), CancellationToken.None);
            outcome.ShouldNotBeNull().Status.ShouldBe(CommandStatus.Accepted, outcome.Detail);
            outcome.Data!.Value.GetProperty("response_type").GetString().ShouldBeOneOf("CALLRESULT", "CALLERROR");

            // A refusal comes back as well.
            outcome = await first.Commands.AskAsync(charger!, message with { Action = "Reset" }, TimeSpan.FromSeconds(20), CancellationToken.None);
            outcome.ShouldNotBeNull().Status.ShouldBe(CommandStatus.Rejected);
        }

        csms.Calls.Count(c => c.Action == "DataTransfer").ShouldBe(16);
        (await LabRows.ScalarAsync<long>(setup, "select count(*) from ocpp.fleet_answers")).ShouldBe(0, "every answer was fetched");
        (await first.Commands.FindAsync(Guid.NewGuid(), "dep-1", CancellationToken.None)).ShouldBeNull("of another organization");
    }

    [Fact]
    public async Task An_outcome_that_does_not_come_is_not_waited_for_longer_than_allowed()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var setup = NpgsqlDataSource.Create(connectionString);
        var keys = await LabRows.AddChargersAsync(setup, 16);
        await using var first = await LabNode.StartAsync(connectionString, "first");
        await using var second = await LabNode.StartAsync(connectionString, "second");
        await Eventually.BecomesAsync(() => first.Leases.Owned.Count == 128 && second.Leases.Owned.Count == 128 && second.Fleet.Count > 0, "both run chargers");
        await Eventually.BecomesAsync(
            async () => await LabRows.ScalarAsync<long>(setup, "select count(*) from ocpp.chargers where status = 'READY'") == 16, "the rows say so");

        // The command gets lost on its way.
        await LabRows.ExecuteAsync(
            setup,
            """
            create function lose() returns trigger language plpgsql as 'begin return null; end';
            create trigger lost before insert on ocpp.fleet_commands for each row execute function lose();
            """);
        var started = Stopwatch.GetTimestamp();
        var elsewhere = keys.First(key => !first.Fleet.Contains(key));
        var id = await LabRows.ScalarAsync<string>(setup, $"select id from ocpp.chargers where key = {elsewhere}");
        var charger = await first.Commands.FindAsync(LabRows.Organization, id, CancellationToken.None);

        (await first.Commands.AskAsync(charger!, new ClearCache(), TimeSpan.FromSeconds(1), CancellationToken.None)).ShouldBeNull();

        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }
}

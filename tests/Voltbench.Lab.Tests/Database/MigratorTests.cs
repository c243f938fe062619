using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Voltbench.Lab.Database;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Database;

public class MigratorTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Several_starting_at_once_apply_each_script_once()
    {
        var connectionString = await postgres.CreateEmptyDatabaseAsync();
        await using var database = new LabDatabase(connectionString);
        var counts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Migrator(database).MigrateAsync(CancellationToken.None)));
        counts.Order().ShouldBe([0, 0, 0, 0, 0, Migration.All.Count]);
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_and_runs_again()
    {
        await using var database = new LabDatabase(await postgres.CreateEmptyDatabaseAsync());
        Migration[] broken = [new(1, "0001_one", "create table ocpp.one (id int)"), new(2, "0002_two", "create table ocpp.two (id int); select 1/0")];
        await Should.ThrowAsync<PostgresException>(() => Migrator(database).MigrateAsync(broken, CancellationToken.None));
        Migration[] mended = [broken[0], new(2, "0002_two", "create table ocpp.two (id int)")];
        (await Migrator(database).MigrateAsync(mended, CancellationToken.None)).ShouldBe(1);
    }

    [Fact]
    public async Task A_changed_script_and_a_newer_database_are_refused()
    {
        await using var database = new LabDatabase(await postgres.CreateEmptyDatabaseAsync());
        Migration[] both = [new(1, "0001_one", "select 1"), new(2, "0002_two", "select 2")];
        await Migrator(database).MigrateAsync(both, CancellationToken.None);
        var newer = await Should.ThrowAsync<InvalidOperationException>(() => Migrator(database).MigrateAsync([both[0]], CancellationToken.None));
        newer.Message.ShouldContain("0002_two");
        var changed = await Should.ThrowAsync<InvalidOperationException>(
            () => Migrator(database).MigrateAsync([both[0], new(2, "0002_two", "select 3")], CancellationToken.None));
        changed.Message.ShouldContain("changed");
    }

    private static Migrator Migrator(LabDatabase database) => new(database, NullLogger<Migrator>.Instance);
}

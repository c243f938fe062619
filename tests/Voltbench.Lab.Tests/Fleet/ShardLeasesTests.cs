using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Voltbench.Lab.Database;
using Voltbench.Lab.Fleet;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Fleet;

public sealed class ShardLeasesTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly List<LabDatabase> _databases = [];
    private string _connectionString = "";

    public async ValueTask InitializeAsync() => _connectionString = await postgres.CreateDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases)
            await database.DisposeAsync();
    }

    [Fact]
    public async Task One_node_takes_all_shards_at_once()
    {
        await using var node = Node();

        var round = await node.RenewAsync(CancellationToken.None);

        round.Gained.Count.ShouldBe(256);
        node.Owned.Count.ShouldBe(256);
        (await node.RenewAsync(CancellationToken.None)).ShouldBe(LeaseRound.Unchanged);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Nodes_come_to_fair_shares_and_never_own_the_same(int count)
    {
        var nodes = Enumerable.Range(0, count).Select(_ => Node()).ToList();
        for (var round = 0; round < 6; round++)
        {
            foreach (var node in nodes)
            {
                await RoundAsync(node);
                nodes.Sum(n => n.Owned.Count).ShouldBe(nodes.SelectMany(n => n.Owned).Distinct().Count(), "a shard has one owner");
            }
        }

        nodes.Sum(n => n.Owned.Count).ShouldBe(256);
        nodes.ShouldAllBe(n => n.Owned.Count <= (256 + count - 1) / count);
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public async Task The_shards_of_a_node_that_is_cut_off_go_to_the_others()
    {
        await using var stays = Node();
        await using var dies = Node();
        for (var round = 0; round < 4; round++)
        {
            await RoundAsync(stays);
            await RoundAsync(dies);
        }

        dies.Owned.Count.ShouldBe(128);
        await CutAsync(_databases[1]);

        await Should.ThrowAsync<NpgsqlException>(() => dies.RenewAsync(CancellationToken.None));
        await Eventually.BecomesAsync(
            async () =>
            {
                await RoundAsync(stays);
                return stays.Owned.Count == 256;
            },
            "the node that stays owns all shards");
        await dies.ResetAsync();
        dies.Owned.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_that_left_cleanly_leaves_nothing_locked()
    {
        var first = Node();
        await first.RenewAsync(CancellationToken.None);
        await first.DisposeAsync();

        await using var second = Node();
        await second.RenewAsync(CancellationToken.None);

        second.Owned.Count.ShouldBe(256);
        second.Nodes.ShouldBe(1);
    }

    private ShardLeases Node()
    {
        var database = new LabDatabase(_connectionString + $";Application Name=node{_databases.Count}");
        _databases.Add(database);
        return new ShardLeases(database.Source, NullLogger<ShardLeases>.Instance);
    }

    private static async Task RoundAsync(ShardLeases node)
    {
        var round = await node.RenewAsync(CancellationToken.None);
        await node.ReleaseAsync(round.Surplus, CancellationToken.None);
    }

    private static async Task CutAsync(LabDatabase node)
    {
        var name = new NpgsqlConnectionStringBuilder(node.ConnectionString).ApplicationName;
        await using var admin = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(node.ConnectionString) { ApplicationName = "admin", Pooling = false }.ConnectionString);
        await admin.OpenAsync();
        await using var command = new NpgsqlCommand($"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{name}'", admin);
        await command.ExecuteNonQueryAsync();
    }
}

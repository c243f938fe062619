using System.Diagnostics;
using System.Text.Json.Nodes;
using Npgsql;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Commands;
using Voltbench.Lab.Database;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Chargers;

public class BehaviorOrdersTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private static readonly CommandTarget Whole = new(null, LabRows.Location, null);

    private static BehaviorPatch Patch(string json) => new((JsonObject)JsonNode.Parse(json)!);

    [Fact]
    public async Task A_location_of_5000_chargers_is_ordered_within_a_second()
    {
        await using var database = new LabDatabase(await postgres.CreateDatabaseAsync());
        await LabRows.AddChargersAsync(database.Source, 5_000);
        await LabRows.ExecuteAsync(database.Source, """update ocpp.chargers set behavior = jsonb_build_object('network', jsonb_build_object('drop', (key % 7) / 10.0))""");
        var orders = new BehaviorOrders(database.Source);
        await orders.ApplyAsync(LabRows.Organization, Whole, Patch("""{"network":{"jitter_ms":5}}"""), CancellationToken.None); // plans and pages are warm
        var started = Stopwatch.GetTimestamp();

        var receipts = await orders.ApplyAsync(LabRows.Organization, Whole, Patch("""{"network":{"latency_ms":50}}"""), CancellationToken.None);

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.WriteLine($"{seconds:F3} s");
        receipts!.Count.ShouldBe(5_000);
        receipts.ShouldAllBe(r => r.Error == null);
        (await LabRows.ScalarAsync<long>(database.Source, "select count(*) from ocpp.chargers where behavior #> '{network,latency_ms}' = '50' and behavior #> '{network,jitter_ms}' = '5' and behavior #> '{network,drop}' is not null and generation = 3")).ShouldBe(5_000);
        seconds.ShouldBeLessThan(3, "a second on a machine that does nothing else");
    }

    [Theory]
    [InlineData("""{"a":1,"b":{"c":2,"d":3}}""", """{"b":{"c":null,"e":4},"a":null,"f":[1]}""", """{"b":{"d":3,"e":4},"f":[1]}""")]
    [InlineData("""{"a":{"b":1}}""", """{"a":"x"}""", """{"a":"x"}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":{"b":{"c":null,"d":1}}}""", """{"a":{"b":{"d":1}}}""")]
    [InlineData("{}", "{}", "{}")]
    [InlineData("""{"a":1}""", """{"b":{}}""", """{"a":1,"b":{}}""")]
    public async Task Merges_as_RFC_7396_says(string target, string patch, string expected)
    {
        await using var database = new LabDatabase(await postgres.CreateDatabaseAsync());
        await using var command = database.Source.CreateCommand("select ocpp.merge_patch($1::jsonb, $2::jsonb) = $3::jsonb");
        foreach (var text in (string[])[target, patch, expected])
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        (await command.ExecuteScalarAsync()).ShouldBe(true);
    }

    [Fact]
    public async Task Stopped_and_foreign_chargers_keep_theirs()
    {
        await using var database = new LabDatabase(await postgres.CreateDatabaseAsync());
        await LabRows.AddChargersAsync(database.Source, 3);
        await LabRows.ExecuteAsync(database.Source, "update ocpp.chargers set desired = 'stopped' where id = 'dep-2'");
        var orders = new BehaviorOrders(database.Source);

        var receipts = await orders.ApplyAsync(LabRows.Organization, Whole, Patch("""{"offline":true,"seed":9}"""), CancellationToken.None);

        receipts!.Select(r => r.Error).ShouldBe([null, "The charger is stopped.", null]);
        (await LabRows.ScalarAsync<long>(database.Source, "select count(*) from ocpp.chargers where behavior ? 'offline' and seed = 9")).ShouldBe(2);
        (await orders.ApplyAsync(Guid.NewGuid(), Whole, Patch("{}"), CancellationToken.None)).ShouldBeNull();
        (await orders.ApplyAsync(Guid.NewGuid(), new CommandTarget("dep-1", null, null), Patch("{}"), CancellationToken.None)).ShouldBeNull();
        await orders.ApplyAsync(LabRows.Organization, new CommandTarget("dep-1", null, null), Patch("{}"), CancellationToken.None);
        (await LabRows.ScalarAsync<string>(database.Source, "select behavior::text from ocpp.chargers where id = 'dep-1'")).ShouldBe("{}");
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Voltbench.Csms;
using Voltbench.Lab.Csms;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Csms;

public sealed class CsmsStoreTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateTimeOffset T0 = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly StationId station = new(Guid.NewGuid(), "CP1");
    private NpgsqlDataSource database = null!;
    private CsmsStore store = null!;

    public async ValueTask InitializeAsync()
    {
        database = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        store = new CsmsStore(database, TimeProvider.System, NullLogger<CsmsStore>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_start_gets_a_positive_number_and_is_there_when_it_has_it()
    {
        var number = await store.StartAsync(Start("a"));
        number.ShouldBePositive();
        var stored = (await ListAsync()).ShouldHaveSingleItem();
        stored.ShouldBe(new CsmsTransaction(
            $"{number}", "CP1", OcppVersion.V16, EvseId: null, ConnectorId: 2, "TAG", MeterStartWh: 100, MeterLastWh: 100, MeterStopWh: null, T0, StoppedAt: null, StopReason: null));
    }

    [Fact]
    public async Task The_same_start_has_one_number_however_often_and_at_once_it_comes()
    {
        var first = await store.StartAsync(Start("a"));
        var again = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => store.StartAsync(Start("a")).AsTask()));
        again.ShouldAllBe(n => n == first);
        var fresh = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => store.StartAsync(Start("b")).AsTask()));
        fresh.Distinct().ShouldHaveSingleItem().ShouldNotBe(first);
        (await ListAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Numbers_are_unique_over_stations_and_organizations()
    {
        var starts = Enumerable.Range(0, 3000)
            .Select(i => Start("same") with { Station = new StationId(i % 2 == 0 ? station.OrganizationId : Guid.NewGuid(), $"CP{i / 2}") });
        var numbers = await Task.WhenAll(starts.Select(s => store.StartAsync(s).AsTask()));
        numbers.Distinct().Count().ShouldBe(3000);
        var (items, total) = await store.ListAsync(new TransactionQuery(station.OrganizationId, Identity: null, Open: null, 1400, 50), CancellationToken.None);
        total.ShouldBe(1500);
        items.Count.ShouldBe(50);
    }

    [Fact]
    public async Task Many_starts_are_few_commits()
    {
        var before = await CommitsAsync();
        await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => store.StartAsync(Start($"s{i}")).AsTask()));
        (await CommitsAsync() - before).ShouldBeLessThan(200);
    }

    [Fact]
    public async Task The_first_stop_counts()
    {
        var number = await store.StartAsync(Start("a"));
        (await store.StopAsync(Stop(number))).ShouldBeTrue();
        (await store.StopAsync(Stop(number) with { MeterStopWh = 999, Reason = "PowerLoss", At = T0.AddDays(1) })).ShouldBeTrue();
        var stored = (await ListAsync()).Single();
        (stored.MeterStopWh, stored.MeterLastWh, stored.StopReason, stored.StoppedAt).ShouldBe((1500, 1500, "Remote", T0.AddHours(1)));
    }

    [Fact]
    public async Task A_stop_of_nothing_or_of_another_station_changes_nothing()
    {
        var number = await store.StartAsync(Start("a"));
        foreach (var wrong in (TransactionStop[])[
            Stop(number + 1000), Stop(-1), Stop(0), Stop(number) with { Station = station with { Identity = "CP2" } },
            Stop(number) with { Station = new StationId(Guid.NewGuid(), "CP1") }])
            (await store.StopAsync(wrong)).ShouldBeFalse();
        (await ListAsync()).Single().StoppedAt.ShouldBeNull();

        // The number of a 2.0.1 row is not a transactionId of 1.6.
        await store.EventAsync(Event(TransactionPhase.Started, 0, 0));
        (await store.StopAsync(Stop(number + 1))).ShouldBeFalse();
    }

    [Fact]
    public async Task Events_tell_one_transaction_in_whatever_order_and_number_they_come()
    {
        TransactionChange[] events =
        [
            Event(TransactionPhase.Started, 0, 100) with { IdToken = "T", EvseId = 2, ConnectorId = 1 },
            Event(TransactionPhase.Updated, 1, 200),
            Event(TransactionPhase.Updated, 2, 300),
            Event(TransactionPhase.Ended, 3, 400) with { StopReason = "EVDisconnected" },
        ];
        foreach (var order in (int[][])[[0, 1, 2, 3], [0, 0, 1, 1, 2, 3, 3], [0, 1, 2, 3, 0, 1, 2, 3], [3, 2, 1, 0], [1, 0, 3, 2]])
        {
            var id = Guid.NewGuid().ToString();
            foreach (var i in order)
                await store.EventAsync(events[i] with { TransactionId = id });
            (await ListAsync())[^1].ShouldBe(
                new CsmsTransaction(id, "CP1", OcppVersion.V201, 2, 1, "T", 100, 400, 400, T0, T0.AddSeconds(3), "EVDisconnected"),
                string.Join(",", order));
        }
    }

    [Fact]
    public async Task Events_of_one_transaction_that_come_at_once_are_all_taken()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => store.EventAsync(Event(i == 0 ? TransactionPhase.Started : TransactionPhase.Updated, i, i)).AsTask()));
        var stored = (await ListAsync()).ShouldHaveSingleItem();
        (stored.MeterStartWh, stored.MeterLastWh).ShouldBe((0, 99));
    }

    [Fact]
    public async Task What_the_database_cannot_hold_does_not_fail_the_others()
    {
        var odd = Enumerable.Range(0, 20).Select(i => store.StartAsync(Start($"\0{i}") with { IdToken = "a\0b", At = DateTimeOffset.MinValue }).AsTask());
        var good = Enumerable.Range(0, 20).Select(i => store.StartAsync(Start($"g{i}")).AsTask());
        var numbers = await Task.WhenAll(odd.Concat(good));
        numbers.Distinct().Count().ShouldBe(40);
        (await ListAsync())[0].IdToken.ShouldBe("a\uFFFDb");
    }

    [Fact]
    public async Task A_database_that_is_away_fails_the_change_and_not_the_next()
    {
        await ExecuteAsync("alter table ocpp.csms_transactions rename to away");
        await Should.ThrowAsync<PostgresException>(async () => await store.StartAsync(Start("a")));
        await ExecuteAsync("alter table ocpp.away rename to csms_transactions");
        (await store.StartAsync(Start("a"))).ShouldBePositive();
    }

    [Fact]
    public async Task Registers_of_running_transactions_are_written_behind()
    {
        var running = await store.StartAsync(Start("a"));
        var ended = await store.StartAsync(Start("b"));
        await store.StopAsync(Stop(ended));
        store.Meter(station, running, 150);
        store.Meter(station, running, 160);
        store.Meter(station, ended, 9999);
        store.Meter(station with { Identity = "CP2" }, running, 1);
        await store.DisposeAsync();
        (await ListAsync()).Select(t => t.MeterLastWh).ShouldBe([160, 1500]);
    }

    [Fact]
    public async Task Lists_by_station_and_state()
    {
        await store.StartAsync(Start("a"));
        await store.StopAsync(Stop(await store.StartAsync(Start("b"))));
        await store.StartAsync(Start("c") with { Station = station with { Identity = "CP2" } });
        await CountAsync(null, null, 3);
        await CountAsync("CP1", null, 2);
        await CountAsync("CP1", true, 1);
        await CountAsync(null, false, 1);
        await CountAsync("CP3", null, 0);

        async Task CountAsync(string? identity, bool? open, int count)
        {
            var (items, total) = await store.ListAsync(new TransactionQuery(station.OrganizationId, identity, open, 0, 100), CancellationToken.None);
            (items.Count, total).ShouldBe((count, count), $"{identity} {open}");
        }
    }

    private TransactionStart Start(string reference) => new(station, reference, 2, "TAG", 100, T0);

    private TransactionStop Stop(int number) => new(station, number, 1500, T0.AddHours(1), "Remote");

    private TransactionChange Event(TransactionPhase phase, int seqNo, double register) =>
        new(station, "T-1", phase, seqNo, T0.AddSeconds(seqNo), null, null, null, register, null);

    private async Task<IReadOnlyList<CsmsTransaction>> ListAsync() =>
        (await store.ListAsync(new TransactionQuery(station.OrganizationId, Identity: null, Open: null, 0, 100), CancellationToken.None)).Items;

    /// <summary>Transactions that wrote to the table: each has its own xmin.</summary>
    private async Task<long> CommitsAsync()
    {
        await using var command = database.CreateCommand("select count(distinct xmin::text) from ocpp.csms_transactions");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

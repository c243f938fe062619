using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Voltbench.Csms;
using Voltbench.Lab.Csms;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Csms;

/// <summary>Transactions at chargers of a CPO: who pays, samples, and the number that tells others that something changed.</summary>
public sealed class OperatorTransactionTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Channel = "voltbench_ocpi_transactions";
    private static readonly DateTimeOffset T0 = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TokenGrant Grant = new(3, TokenMethod.AuthRequest, "ref", """{"uid":"T"}""");
    private readonly StationId station = new(Guid.NewGuid(), "CP1");
    private readonly List<string> told = [];
    private NpgsqlDataSource database = null!;
    private NpgsqlConnection listener = null!;
    private CsmsStore store = null!;

    public async ValueTask InitializeAsync()
    {
        database = NpgsqlDataSource.Create(await postgres.CreateDatabaseAsync());
        store = NewStore();
        listener = await database.OpenConnectionAsync();
        listener.Notification += (_, e) => told.Add(e.Payload);
        await using var listen = new NpgsqlCommand($"listen {Channel}", listener);
        await listen.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await listener.DisposeAsync();
        await store.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_1_6_transaction_keeps_who_pays_its_samples_and_counts_its_changes()
    {
        var number = await store.StartAsync(Start("a"));
        (await RowAsync(number)).ShouldBe("7 3 AUTH_REQUEST ref {\"uid\":\"T\"} 5 v1 last 100 open");
        (await store.StartAsync(Start("a") with { Owner = new TransactionOwner(7, null) })).ShouldBe(number); // sent again
        (await RowAsync(number)).ShouldBe("7 3 AUTH_REQUEST ref {\"uid\":\"T\"} 5 v1 last 100 open");

        await store.SamplesAsync(station, number, [Sample(10, 200, 7400), Sample(20, 300, 7500)]);
        (await RowAsync(number)).ShouldEndWith(" v2 last 300 open");
        await store.SamplesAsync(station, number, [Sample(10, 200, 7400), Sample(20, 300, 7500)]); // sent again
        (await RowAsync(number)).ShouldEndWith(" v2 last 300 open");
        await store.StateAsync(station, 2, "SuspendedEV", T0.AddSeconds(20));
        await store.StateAsync(station, 1, "Charging", T0.AddSeconds(20)); // nothing runs there
        await store.StopAsync(new TransactionStop(station, number, 400, T0.AddSeconds(30), "Local")
        {
            Samples = [new TransactionSample(T0, 100, null, null, null), new TransactionSample(T0.AddSeconds(20), 300, null, 16, null)],
        });
        (await RowAsync(number)).ShouldEndWith(" v5 last 400 stopped");
        (await SamplesAsync(number)).ShouldBe(["0 100   ", "10 200 7400  ", "20 300 7500 16 SuspendedEV"]);
        await store.StopAsync(new TransactionStop(station, number, 999, T0.AddSeconds(60), "Other")); // the first counts
        (await RowAsync(number)).ShouldEndWith(" v5 last 400 stopped");
        (await ToldAsync()).ShouldBe([$"{number}"]);
    }

    [Fact]
    public async Task A_2_0_1_transaction_too()
    {
        var started = new TransactionChange(station, "X", TransactionPhase.Started, 0, T0, 1, 1, null, 100, null)
        {
            Owner = new TransactionOwner(7, null), Samples = [new TransactionSample(T0, 100, null, null, "EVConnected")],
        };
        await store.EventAsync(started);
        var id = await ScalarAsync<int>("select id from ocpp.csms_transactions");
        (await RowAsync(id)).ShouldBe("7      v2 last 100 open");
        var authorized = started with
        {
            Phase = TransactionPhase.Updated, SeqNo = 1, At = T0.AddSeconds(5), IdToken = "T", RegisterWh = null, Owner = new TransactionOwner(7, Grant), Samples = [],
        };
        await store.EventAsync(authorized);
        (await RowAsync(id)).ShouldBe("7 3 AUTH_REQUEST ref {\"uid\":\"T\"}  v3 last 100 open");

        // Whoever ends it with another token does not pay.
        await store.EventAsync(authorized with
        {
            Phase = TransactionPhase.Ended, SeqNo = 2, At = T0.AddSeconds(9), RegisterWh = 150, StopReason = "Local",
            Owner = new TransactionOwner(7, Grant with { PeerId = 4, Reference = "other", Method = TokenMethod.Whitelist }),
            Samples = [new TransactionSample(T0.AddSeconds(9), 150, 0, null, "Idle")],
        });
        (await RowAsync(id)).ShouldStartWith("7 3 AUTH_REQUEST ref {\"uid\":\"T\"}  v5 last 150 stopped");
        (await SamplesAsync(id)).ShouldBe(["0 100   EVConnected", "9 150 0  Idle"]);
        (await ToldAsync()).ShouldBe([$"{id}"]);
    }

    [Fact]
    public async Task A_transaction_of_nobody_keeps_no_samples_and_tells_nobody()
    {
        var number = await store.StartAsync(Start("a") with { Owner = null });
        await store.SamplesAsync(station, number, [Sample(10, 200, null)]);
        await store.StateAsync(station, 2, "Charging", T0);
        await store.StopAsync(new TransactionStop(station, number, 400, T0.AddSeconds(30), "Local"));
        (await RowAsync(number)).ShouldBe("      v0 last 400 stopped");
        (await SamplesAsync(number)).ShouldBeEmpty();
        (await ToldAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Samples_of_another_station_are_not_taken()
    {
        var number = await store.StartAsync(Start("a"));
        await store.SamplesAsync(station with { Identity = "CP2" }, number, [Sample(10, 200, null)]);
        await store.SamplesAsync(station with { OrganizationId = Guid.NewGuid() }, number, [Sample(10, 200, null)]);
        (await SamplesAsync(number)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_answered_is_there_after_a_kill()
    {
        // Nobody disposes of the first store: whatever waits in it is lost, as it would be with its process.
        var killed = NewStore();
        var number = await killed.StartAsync(Start("a"));
        for (var i = 1; i <= 20; i++)
            await killed.SamplesAsync(station, number, [Sample(i, 100 + i, i)]);
        await using var after = NewStore();
        await after.SamplesAsync(station, number, [Sample(20, 120, 20), Sample(21, 121, 21)]); // the last one is sent again
        (await SamplesAsync(number)).Count.ShouldBe(21);
        (await RowAsync(number)).ShouldEndWith(" v22 last 121 open");
        await killed.DisposeAsync();
    }

    [Fact]
    public async Task Many_stations_at_once_lose_nothing()
    {
        var numbers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => store.StartAsync(Start("a") with { Station = At(i) }).AsTask()));
        await Task.WhenAll(Enumerable.Range(0, 50).SelectMany(i => Enumerable.Range(1, 20)
            .Select(s => store.SamplesAsync(At(i), numbers[i], [Sample(s, 100 + s, null), Sample(s + 1, 101 + s, null)]).AsTask())));
        (await ScalarAsync<long>("select count(*) from ocpp.csms_samples")).ShouldBe(50 * 21);
        (await ScalarAsync<long>("select count(*) from ocpp.csms_transactions where meter_last_wh = 121")).ShouldBe(50);

        StationId At(int i) => station with { Identity = $"CP{i}" };
    }

    private static TransactionSample Sample(int second, double register, double? power) => new(T0.AddSeconds(second), register, power, null, null);

    private CsmsStore NewStore() => new(database, TimeProvider.System, NullLogger<CsmsStore>.Instance);

    private TransactionStart Start(string reference) => new(station, reference, 2, "TAG", 100, T0) { Owner = new TransactionOwner(7, Grant, 5) };

    private Task<string> RowAsync(int id) => ScalarAsync<string>(
        $"""
        select concat_ws(' ', coalesce(partner_operation_id::text, ''), coalesce(peer_id::text, ''), coalesce(auth_method, ''), coalesce(authorization_reference, ''),
                         coalesce(token::text, ''), coalesce(reservation_id::text, ''), 'v' || ocpi_version_no, 'last ' || meter_last_wh,
                         case when stopped_at is null then 'open' else 'stopped' end)
        from ocpp.csms_transactions where id = {id}
        """);

    private async Task<IReadOnlyList<string>> SamplesAsync(int id)
    {
        await using var command = database.CreateCommand(
            $"""
            select concat_ws(' ', extract(epoch from at - '2026-01-01T00:00:00Z')::integer::text, coalesce(register_wh::text, ''), coalesce(power_w::text, ''),
                             coalesce(current_a::text, ''), coalesce(charging_state, ''))
            from ocpp.csms_samples where transaction_id = {id} order by at
            """);
        await using var row = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await row.ReadAsync())
            rows.Add(row.GetString(0));
        return rows;
    }

    private async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>What was notified since the test began, each once.</summary>
    private async Task<IReadOnlyList<string>> ToldAsync()
    {
        await using var flush = new NpgsqlCommand("select 1", listener);
        await flush.ExecuteNonQueryAsync();
        return [.. told.Distinct()];
    }
}

using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Voltbench.Lab.Database;
using Voltbench.Lab.Fleet;
using Voltbench.Simulation;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Fleet;

public sealed class ChargerStoreTests(PostgresFixture postgres) : IAsyncLifetime, ICommitCallback
{
    private readonly ConcurrentQueue<ChargerCommit> _committed = new();
    private readonly CancellationTokenSource _abort = new();
    private LabDatabase? _database;
    private ChargerStore? _store;
    private Task _running = Task.CompletedTask;

    private NpgsqlDataSource Source => _database!.Source;

    private ChargerStore Store => _store!;

    public async ValueTask InitializeAsync()
    {
        _database = new LabDatabase(await postgres.CreateDatabaseAsync());
        _store = new ChargerStore(Source, TimeProvider.System, NullLogger<ChargerStore>.Instance);
        _running = _store.RunAsync(_abort.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Store.Complete();
        await _abort.CancelAsync();
        await _running;
        await _database!.DisposeAsync();
        _abort.Dispose();
    }

    void ICommitCallback.OnCommitted(ChargerCommit commit) => _committed.Enqueue(commit);

    [Fact]
    public async Task Gives_back_what_was_committed()
    {
        var keys = await LabRows.AddChargersAsync(Source, 3);
        Commit(keys[0], 1, "one", added: [Message(1, "m1"), Message(2, "m2")]);
        Commit(keys[0], 2, "two", removed: [1]);
        Commit(keys[1], 1, added: [Message(1, "n1")]);
        await Store.DrainAsync(CancellationToken.None);

        var memory = await Store.LoadAsync(keys, CancellationToken.None);

        memory.Keys.Order().ShouldBe([keys[0], keys[1]]);
        Text(memory[keys[0]].State).ShouldBe("two");
        memory[keys[0]].LastSequence.ShouldBe(2);
        memory[keys[0]].Outbox.ShouldHaveSingleItem().ShouldBeEquivalentTo(Message(2, "m2") with { Payload = memory[keys[0]].Outbox[0].Payload });
        Text(memory[keys[0]].Outbox[0].Payload).ShouldBe("""{"n":"m2"}""");
        memory[keys[1]].State.IsEmpty.ShouldBeTrue();
        memory[keys[1]].Outbox.ShouldHaveSingleItem().MessageId.ShouldBe("n1");
    }

    [Fact]
    public async Task Confirms_each_commit_once_in_the_order_of_its_charger_and_only_when_it_is_stored()
    {
        var keys = await LabRows.AddChargersAsync(Source, 20);
        const int Each = 100;
        await using var outage = new Outage(Source);
        for (var n = 1; n <= Each; n++)
        {
            if (n == 20)
                await outage.BreakAsync();
            if (n == 50)
                await outage.BeginAsync();
            foreach (var key in keys)
                Commit(key, n, $"{n}", added: [Message(n, $"{key}-{n}")], removed: n > 10 ? [n - 10] : []);
        }

        var before = _committed.Count;
        await outage.EndAsync();
        await Store.DrainAsync(CancellationToken.None);

        before.ShouldBeLessThan(keys.Length * Each, "nothing may be confirmed while the database is away");
        foreach (var of in _committed.GroupBy(c => c.ChargerKey))
            of.Select(c => c.Sequence).ShouldBe(Enumerable.Range(1, Each).Select(n => (long)n));
        var memory = await Store.LoadAsync(keys, CancellationToken.None);
        memory.Count.ShouldBe(20);
        foreach (var key in keys)
        {
            Text(memory[key].State).ShouldBe("100");
            memory[key].Outbox.Select(m => m.MessageId).ShouldBe(Enumerable.Range(91, 10).Select(n => $"{key}-{n}"));
        }
    }

    [Fact]
    public async Task Nothing_is_confirmed_while_the_database_is_away()
    {
        var keys = await LabRows.AddChargersAsync(Source, 1);
        await using var outage = new Outage(Source);
        await outage.BeginAsync();
        Commit(keys[0], 1, "one");
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        _committed.ShouldBeEmpty();

        await outage.EndAsync();
        await Store.DrainAsync(CancellationToken.None);

        _committed.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_deleted_charger_is_left_out_and_holds_nobody_up()
    {
        var keys = await LabRows.AddChargersAsync(Source, 2);
        await LabRows.ExecuteAsync(Source, $"delete from ocpp.chargers where key = {keys[0]}");
        Commit(keys[0], 1, "gone", added: [Message(1, "gone")]);
        Commit(keys[1], 1, "here");
        await Store.DrainAsync(CancellationToken.None);

        _committed.Count.ShouldBe(2);
        (await Store.LoadAsync(keys, CancellationToken.None)).Keys.ShouldBe([keys[1]]);
    }

    [Fact]
    public async Task A_commit_that_no_database_takes_is_passed_over()
    {
        var keys = await LabRows.AddChargersAsync(Source, 2);
        Commit(keys[0], 1, "bad", added: [Message(1, "NUL \0 in a text")]);
        Commit(keys[1], 1, "good");
        await Store.DrainAsync(CancellationToken.None);

        _committed.Count.ShouldBe(2);
        (await Store.LoadAsync(keys, CancellationToken.None)).Keys.ShouldBe([keys[1]]);
    }

    [Fact]
    public async Task An_older_state_does_not_overwrite_a_newer_one()
    {
        var keys = await LabRows.AddChargersAsync(Source, 1);
        Commit(keys[0], 5, "new");
        await Store.DrainAsync(CancellationToken.None);
        Commit(keys[0], 4, "of a node that lost the charger");
        await Store.DrainAsync(CancellationToken.None);

        Text((await Store.LoadAsync(keys, CancellationToken.None))[keys[0]].State).ShouldBe("new");
    }

    private void Commit(long key, long sequence, string state = "", OutboxMessage[]? added = null, long[]? removed = null) =>
        Store.Commit(
            new ChargerCommit
            {
                ChargerKey = key, Sequence = sequence, State = Encoding.UTF8.GetBytes(state), Added = added ?? [], Removed = removed ?? [],
            },
            this);

    private static OutboxMessage Message(long sequence, string id) =>
        new(sequence, id, "StopTransaction", Encoding.UTF8.GetBytes($$"""{"n":"{{id}}"}"""), "t", new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Outbox;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Lab.Tests.Ocpi.Outbox;

public sealed class OutboxWorkerTests(PostgresFixture postgres) : IAsyncLifetime
{
    private LabDatabase database = null!;
    private FakeReceiver receiver = null!;
    private long party;
    private long peer;

    public async ValueTask InitializeAsync()
    {
        database = await OutboxRig.CreateDatabaseAsync(postgres);
        receiver = await FakeReceiver.StartAsync();
        party = await OcpiRows.AddPartyAsync(database);
        peer = await OcpiRows.AddPeerAsync(database, party, receiver.Url);
    }

    public async ValueTask DisposeAsync()
    {
        await receiver.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_message_arrives_as_the_standard_says_and_its_row_goes()
    {
        await using var rig = await new OutboxRig(database).StartAsync();

        (await OcpiRows.PushAsync(database, party, "location:LOC1", """{"id":"LOC1","name":"Gärten"}""")).ShouldBe(1);
        await rig.EmptyAsync();

        var push = receiver.Received.ShouldHaveSingleItem();
        (push.Method, push.Path, push.Body).ShouldBe(("PUT", "/emsp/locations/NL/TST/LOC1", """{"id":"LOC1","name":"Gärten"}"""));
        push.Headers["Authorization"].ShouldBe("Token dG9rZW4tYg==");
        push.Headers["OCPI-from-country-code"].ShouldBe("NL");
        push.Headers["OCPI-from-party-id"].ShouldBe("TST");
        push.Headers["OCPI-to-country-code"].ShouldBe("DE");
        push.Headers["OCPI-to-party-id"].ShouldBe("MSP");
        push.Headers["X-Request-ID"].ShouldNotBeEmpty();
        push.Headers["X-Correlation-ID"].ShouldNotBeEmpty();
        push.Headers["Content-Type"].ShouldBe("application/json");
    }

    [Fact]
    public async Task What_waited_before_the_start_is_delivered_too()
    {
        for (var i = 0; i < 200; i++)
            await OcpiRows.PushAsync(database, party, $"location:L{i}", "{}");

        receiver.Answer = static async (_, ct) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, ct);
            return PushAnswer.Fine;
        };
        await using var rig = await new OutboxRig(database).StartAsync();
        await rig.EmptyAsync();

        receiver.Received.Select(p => p.Path).Distinct().Count().ShouldBe(200);
        receiver.Received.Count.ShouldBe(200);
        receiver.MostAtOnce.ShouldBeInRange(2, OutboxRig.Quick.ParallelPerPeer);
    }

    [Fact]
    public async Task Messages_of_one_object_arrive_in_order_whatever_fails()
    {
        const int Objects = 5;
        const int Each = 40;
        var random = new Random(7);
        receiver.Answer = (_, _) =>
        {
            lock (random)
            {
                return Task.FromResult(random.Next(10) switch
                {
                    0 => new PushAnswer(500),
                    1 => new PushAnswer(200, 3000),
                    2 => new PushAnswer(503),
                    3 => new PushAnswer(Raw: "garbage"),
                    _ => PushAnswer.Fine,
                });
            }
        };
        var accepted = new ConcurrentQueue<string>();
        var answer = receiver.Answer;
        receiver.Answer = async (push, ct) =>
        {
            var said = await answer(push, ct);
            if (said == PushAnswer.Fine)
                accepted.Enqueue(push.Body);
            return said;
        };
        await using var rig = await new OutboxRig(database, OutboxRig.Quick with { MaxAttempts = 1000, SupersedeSeconds = 3600 }).StartAsync();

        for (var n = 0; n < Each; n++)
        {
            for (var o = 0; o < Objects; o++)
                await OcpiRows.PushAsync(database, party, $"location:L{o}", $$"""{"o":{{o}},"n":{{n}}}""");
        }

        await rig.EmptyAsync();
        for (var o = 0; o < Objects; o++)
            accepted.Where(b => b.StartsWith($$"""{"o":{{o}},""")).ShouldBe(Enumerable.Range(0, Each).Select(n => $$"""{"o":{{o}},"n":{{n}}}"""));
        (await rig.DeadAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_refused_message_dies_and_the_next_of_its_object_goes()
    {
        receiver.Answer = (push, _) => Task.FromResult(push.Body.Contains("bad") ? new PushAnswer(200, 2001, "no such field") : PushAnswer.Fine);
        await using var rig = await new OutboxRig(database).StartAsync();

        await OcpiRows.PushAsync(database, party, "tariff:T1", """{"bad":1}""", module: "tariffs");
        await OcpiRows.PushAsync(database, party, "tariff:T1", """{"good":1}""", module: "tariffs");
        await rig.EmptyAsync();

        (await rig.DeadAsync()).ShouldBe(1);
        receiver.Received.Count.ShouldBe(2);
        (await LabRows.ScalarAsync<string>(database.Source, "select last_error from ocpp.ocpi_outbox")).ShouldContain("OCPI status 2001 \"no such field\"");
        (await LabRows.ScalarAsync<int>(database.Source, "select attempts from ocpp.ocpi_outbox")).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_always_fails_dies_after_its_attempts_and_holds_up_no_other_object()
    {
        receiver.Answer = (push, _) => Task.FromResult(push.Path.EndsWith("/BAD") ? new PushAnswer(500) : PushAnswer.Fine);
        await using var rig = await new OutboxRig(database, OutboxRig.Quick with { MaxAttempts = 4 }).StartAsync();

        await OcpiRows.PushAsync(database, party, "location:BAD", "{}");
        for (var i = 0; i < 20; i++)
            await OcpiRows.PushAsync(database, party, $"location:L{i}", "{}");
        await rig.EmptyAsync();

        receiver.Received.Count(p => p.Path.EndsWith("/BAD")).ShouldBe(4);
        (await rig.DeadAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_slow_and_a_dead_peer_hold_up_no_other()
    {
        await using var slow = await FakeReceiver.StartAsync();
        slow.Answer = async (_, ct) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            return PushAnswer.Fine;
        };
        await OcpiRows.AddPeerAsync(database, party, slow.Url, "SLW");
        await OcpiRows.AddPeerAsync(database, party, new Uri("http://127.0.0.1:9/"), "DED");
        await using var rig = await new OutboxRig(database).StartAsync();
        var started = Stopwatch.GetTimestamp();

        for (var i = 0; i < 100; i++)
            await OcpiRows.PushAsync(database, party, $"location:L{i}", "{}");
        await Eventually.BecomesAsync(() => receiver.Received.Count == 100, "the quick peer has everything");

        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(4));
        slow.Received.Count.ShouldBeInRange(1, OutboxRig.Quick.ParallelPerPeer);
        (await rig.WaitingAsync()).ShouldBeGreaterThanOrEqualTo(200);
    }

    [Fact]
    public async Task A_peer_that_was_away_gets_everything_when_it_is_back()
    {
        var isAway = true;
        receiver.Answer = (_, _) => Task.FromResult(isAway ? new PushAnswer(503) : PushAnswer.Fine);
        await using var rig = await new OutboxRig(database, OutboxRig.Quick with { MaxAttempts = 2, SupersedeSeconds = 3600 }).StartAsync();
        for (var i = 0; i < 100; i++)
            await OcpiRows.PushAsync(database, party, $"location:L{i}", "{}");
        await Eventually.BecomesAsync(() => receiver.Received.Count >= 20, "it was tried a number of times");

        // One message at a time probes a peer that is away.
        receiver.Received.Select(p => p.Path).Distinct().Count().ShouldBeLessThan(60);
        isAway = false;
        await rig.EmptyAsync();
        (await rig.DeadAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Two_gateways_share_the_work_without_doubles()
    {
        var peers = new List<FakeReceiver> { receiver };
        for (var i = 0; i < 7; i++)
        {
            peers.Add(await FakeReceiver.StartAsync());
            await OcpiRows.AddPeerAsync(database, party, peers[^1].Url, $"M{i}");
        }

        await using var one = await new OutboxRig(database, OutboxRig.Quick with { LeaseSeconds = 30 }).StartAsync();
        await using var two = await new OutboxRig(database, OutboxRig.Quick with { LeaseSeconds = 30 }).StartAsync();
        for (var i = 0; i < 100; i++)
            await OcpiRows.PushAsync(database, party, $"location:L{i % 10}", $$"""{"n":{{i}}}""");
        await one.EmptyAsync();

        foreach (var p in peers)
        {
            p.Received.Count.ShouldBe(100);
            foreach (var group in p.Received.GroupBy(r => r.Path))
                group.Select(r => r.Body).ShouldBe(group.Select(r => r.Body).OrderBy(b => b.Length).ThenBy(b => b, StringComparer.Ordinal));
            await p.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_peers_of_a_killed_gateway_go_to_another()
    {
        var isStuck = true;
        receiver.Answer = async (_, ct) =>
        {
            if (isStuck)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            return PushAnswer.Fine;
        };
        await using var one = await new OutboxRig(database).StartAsync();
        await using var two = new OutboxRig(database);
        for (var i = 0; i < 30; i++)
            await OcpiRows.PushAsync(database, party, $"location:L{i}", "{}");
        await Eventually.BecomesAsync(() => receiver.Received.Count == OutboxRig.Quick.ParallelPerPeer, "the first gateway delivers");

        await one.KillAsync();
        isStuck = false;
        await two.StartAsync();
        await two.EmptyAsync();

        receiver.Received.Select(p => p.Path).Distinct().Count().ShouldBe(30);
    }

    [Fact]
    public async Task A_CDR_that_was_cut_off_is_posted_again_under_the_same_ids()
    {
        var isStuck = true;
        receiver.Answer = async (_, ct) =>
        {
            if (isStuck)
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            return PushAnswer.Fine;
        };
        await using var one = await new OutboxRig(database).StartAsync();
        await OcpiRows.PushAsync(database, party, "cdr:C1", """{"id":"C1"}""", "POST", "cdrs", path: "");
        await Eventually.BecomesAsync(() => receiver.Received.Count == 1, "it is on its way");
        await one.KillAsync();
        (await LabRows.ScalarAsync<int>(database.Source, "select attempts from ocpp.ocpi_outbox")).ShouldBe(1);
        (await LabRows.ScalarAsync<string>(database.Source, "select last_error from ocpp.ocpi_outbox")).ShouldContain("not known");

        isStuck = false;
        await using var two = await new OutboxRig(database).StartAsync();
        await two.EmptyAsync();

        var posts = receiver.Received.ToArray();
        posts.Length.ShouldBe(2);
        posts.ShouldAllBe(p => p.Method == "POST" && p.Path == "/emsp/cdrs" && p.Body == """{"id":"C1"}""");
        posts[1].Headers["X-Request-ID"].ShouldBe(posts[0].Headers["X-Request-ID"]);
        posts[1].Headers["X-Correlation-ID"].ShouldBe(posts[0].Headers["X-Correlation-ID"]);
    }

    [Fact]
    public async Task A_CDR_that_HTTP_took_without_saying_so_in_OCPI_is_not_posted_again()
    {
        receiver.Answer = static (_, _) => Task.FromResult(new PushAnswer(201, Raw: ""));
        await using var rig = await new OutboxRig(database).StartAsync();
        await OcpiRows.PushAsync(database, party, "cdr:C1", "{}", "POST", "cdrs", path: "");
        await rig.EmptyAsync();

        (await rig.DeadAsync()).ShouldBe(1);
        receiver.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_peer_that_is_deleted_takes_its_messages_with_it()
    {
        var isAway = true;
        receiver.Answer = (_, _) => Task.FromResult(isAway ? new PushAnswer(503) : PushAnswer.Fine);
        await using var rig = await new OutboxRig(database).StartAsync();
        for (var i = 0; i < 10; i++)
            await OcpiRows.PushAsync(database, party, $"location:L{i}", "{}");
        await Eventually.BecomesAsync(() => receiver.Received.Count >= 2, "it was tried");

        await LabRows.ExecuteAsync(database.Source, $"delete from ocpp.ocpi_peers where id = {peer}");
        await Eventually.BecomesAsync(() => rig.Worker.Lanes == 0, "nobody delivers to it");

        (await rig.WaitingAsync()).ShouldBe(0);
        (await LabRows.ScalarAsync<long>(database.Source, "select count(*) from ocpp.ocpi_outbox_leases")).ShouldBe(0);
    }

    [Fact]
    public async Task A_database_that_goes_away_delays_and_loses_nothing()
    {
        await using var outage = new Outage(database.Source);
        await using var rig = await new OutboxRig(database).StartAsync();
        for (var i = 0; i < 300; i++)
            await OcpiRows.PushAsync(database, party, $"location:L{i}", "{}");
        await outage.BreakAsync();
        await outage.BeginAsync();
        await outage.EndAsync();
        await rig.EmptyAsync();

        receiver.Received.Select(p => p.Path).Distinct().Count().ShouldBe(300);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_thousand_changes_arrive_within_three_seconds(bool isOneObject)
    {
        await using var rig = await new OutboxRig(database, new OutboxOptions { PollSeconds = 0.2, SupersedeSeconds = 3600 }).StartAsync();
        var started = Stopwatch.GetTimestamp();

        await LabRows.ExecuteAsync(
            database.Source,
            $$"""
            select ocpp.ocpi_push({{party}}, 'locations', 'location:L' || {{(isOneObject ? "0" : "i")}}, 'PATCH', 'NL/TST/L1/E' || i, '{"status":"CHARGING"}')
            from generate_series(1, 1000) i
            """);
        await Eventually.BecomesAsync(() => receiver.Received.Count == 1000, "all changes arrived");
        var took = Stopwatch.GetElapsedTime(started);

        TestContext.Current.TestOutputHelper?.WriteLine($"1,000 changes: {took.TotalMilliseconds:0} ms");
        took.ShouldBeLessThan(TimeSpan.FromSeconds(10)); // the target is 3 s on an idle machine
        await rig.EmptyAsync();
        receiver.Received.Count.ShouldBe(1000);
    }
}

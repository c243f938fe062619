using System.Text;
using Voltbench.Lab.Database;
using Voltbench.Lab.Ocpi.Outbox;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Lab.Tests.Ocpi.Outbox;

/// <summary>What happens to messages that peers could not or would not take: whole objects, dead letters, newer states.</summary>
public sealed class OutboxRepairTests(PostgresFixture postgres) : IAsyncLifetime
{
    private PartyKey Key => new(OcpiRows.Organization, PartyRole.Cpo, party);

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

    [Theory]
    [InlineData(404, 2003)]
    [InlineData(200, 2003)]
    [InlineData(200, 2000)]
    public async Task A_PATCH_of_an_object_that_the_peer_does_not_know_becomes_a_PUT_of_the_whole(int http, int code)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        receiver.Answer = (push, _) =>
        {
            var location = string.Join('/', push.Path.Split('/').Take(6));
            if (push.Method == "PUT")
                known.Add(location);
            return Task.FromResult(known.Contains(location) ? PushAnswer.Fine : new PushAnswer(http, code));
        };
        await using var rig = await new OutboxRig(database, objects: new Locations()).StartAsync();

        await OcpiRows.PushAsync(database, party, "location:L1", """{"status":"CHARGING"}""", "PATCH", path: "NL/TST/L1/E1");
        await OcpiRows.PushAsync(database, party, "location:L1", """{"status":"AVAILABLE"}""", "PATCH", path: "NL/TST/L1/E1");
        await rig.EmptyAsync();

        receiver.Received.Select(p => $"{p.Method} {p.Path} {p.Body}").ShouldBe(
        [
            """PATCH /emsp/locations/NL/TST/L1/E1 {"status":"CHARGING"}""",
            """PUT /emsp/locations/NL/TST/L1 {"id":"L1"}""",
            """PATCH /emsp/locations/NL/TST/L1/E1 {"status":"AVAILABLE"}""",
        ]);
        (await rig.DeadAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_whole_object_that_is_refused_too_or_does_not_exist_is_dead()
    {
        receiver.Answer = static (_, _) => Task.FromResult(new PushAnswer(404));
        await using var rig = await new OutboxRig(database, objects: new Locations()).StartAsync();

        await OcpiRows.PushAsync(database, party, "location:L1", "{}", "PATCH");
        await OcpiRows.PushAsync(database, party, "location:GONE", "{}", "PATCH");
        await OcpiRows.PushAsync(database, party, "session:S1", "{}", "PATCH", "sessions");
        await rig.EmptyAsync();

        (await rig.DeadAsync()).ShouldBe(3);
        receiver.Received.Count(p => p.Method == "PUT").ShouldBe(1);
        receiver.Received.Count(p => p.Method == "PATCH").ShouldBe(3);
        (await LabRows.ScalarAsync<string>(database.Source, "select last_error from ocpp.ocpi_outbox where object_key = 'location:GONE'"))
            .ShouldBe("location:GONE does not exist any more.");
    }

    [Fact]
    public async Task After_an_outage_a_newer_whole_object_stands_for_the_older_ones()
    {
        var isAway = true;
        receiver.Answer = (_, _) => Task.FromResult(isAway ? new PushAnswer(503) : PushAnswer.Fine);
        await Push("L1", "old", "PUT");
        await Push("L1/E1", "part", "PATCH");
        await Push("L1/E1", "evse", "PUT");
        await Push("L1", "new", "PUT");
        await Push("L1/E1", "after", "PATCH");
        await Push("L10", "other", "PUT");
        await LabRows.ExecuteAsync(database.Source, "update ocpp.ocpi_outbox set created_at = created_at - interval '1 minute'");

        isAway = false;
        await using var rig = await new OutboxRig(database).StartAsync();
        await rig.EmptyAsync();

        receiver.Received.Select(p => p.Body).ShouldBe(["\"new\"", "\"after\"", "\"other\""], ignoreOrder: true);

        Task Push(string path, string body, string method) =>
            OcpiRows.PushAsync(database, party, $"location:{path.Split('/')[0]}", $"\"{body}\"", method, path: $"NL/TST/{path}");
    }

    [Fact]
    public async Task A_dead_message_is_tried_again_with_the_object_as_it_is_now()
    {
        var isBroken = true;
        receiver.Answer = (push, _) => Task.FromResult(isBroken && push.Body != "\"fine\"" ? new PushAnswer(200, 2001) : PushAnswer.Fine);
        await using var rig = await new OutboxRig(database, objects: new Locations()).StartAsync();
        await OcpiRows.PushAsync(database, party, "location:L1", "\"old state\"");
        await OcpiRows.PushAsync(database, party, "cdr:C1", "\"cdr\"", "POST", "cdrs", path: "");
        await OcpiRows.PushAsync(database, party, "location:L2", "\"fine\"");
        await rig.EmptyAsync();
        (await rig.DeadAsync()).ShouldBe(2);
        var view = new OutboxView(database, [new Locations()]);

        isBroken = false;
        receiver.Received.Clear();
        (await view.RetryAsync(Key with { OrganizationId = Guid.NewGuid() }, null, null, CancellationToken.None)).ShouldBeNull();
        (await view.RetryAsync(Key with { Role = PartyRole.Emsp }, null, null, CancellationToken.None)).ShouldBeNull();
        (await view.RetryAsync(Key, null, peer + 1, CancellationToken.None)).ShouldBe(0);
        (await view.RetryAsync(Key, null, peer, CancellationToken.None)).ShouldBe(2);
        await rig.EmptyAsync();

        (await rig.DeadAsync()).ShouldBe(0);
        receiver.Received.Select(p => $"{p.Method} {p.Body}").ShouldBe(["PUT {\"id\":\"L1\"}", "POST \"cdr\""], ignoreOrder: true);
    }

    [Fact]
    public async Task A_message_that_waits_for_its_next_attempt_can_be_tried_at_once()
    {
        var isBroken = true;
        receiver.Answer = (_, _) => Task.FromResult(isBroken ? new PushAnswer(500) : PushAnswer.Fine);
        await using var rig = await new OutboxRig(database, OutboxRig.Quick with { FirstRetrySeconds = 600, LongestRetrySeconds = 600 }).StartAsync();
        await OcpiRows.PushAsync(database, party, "location:L1", "{}");
        await Eventually.BecomesAsync(async () => await LabRows.ScalarAsync<int>(database.Source, "select attempts from ocpp.ocpi_outbox") == 1, "it failed once");
        isBroken = false;
        var view = new OutboxView(database, []);
        var (items, total) = (await view.ListAsync(Key, "PENDING", null, 0, 10, CancellationToken.None)).ShouldNotBeNull();
        total.ShouldBe(1);
        (items[0].Attempts, items[0].ObjectKey, items[0].CountryCode, items[0].PartyId, items[0].Status).ShouldBe((1, "location:L1", "DE", "MSP", "PENDING"));
        items[0].LastError.ShouldNotBeNull().ShouldContain("HTTP 500");

        (await view.RetryAsync(Key, items[0].Id, null, CancellationToken.None)).ShouldBe(1);
        await rig.EmptyAsync();
    }

    [Fact]
    public async Task A_message_can_be_taken_out()
    {
        await OcpiRows.PushAsync(database, party, "location:L1", "{}");
        var view = new OutboxView(database, []);
        var id = (await view.ListAsync(Key, null, null, 0, 10, CancellationToken.None))!.Value.Items[0].Id;

        (await view.DeleteAsync(Key with { OrganizationId = Guid.NewGuid() }, id, CancellationToken.None)).ShouldBeNull();
        (await view.DeleteAsync(Key, id, CancellationToken.None)).ShouldBe(1);
        (await view.DeleteAsync(Key, id, CancellationToken.None)).ShouldBe(0);
        (await view.ListAsync(Key with { OrganizationId = Guid.NewGuid() }, null, null, 0, 10, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Everything_is_pushed_to_one_peer_tariffs_first()
    {
        await using var other = await FakeReceiver.StartAsync();
        await OcpiRows.AddPeerAsync(database, party, other.Url, "OTH");
        await LabRows.ExecuteAsync(
            database.Source,
            $$"""
            insert into ocpp.ocpi_tariffs (partner_operation_id, id, body, last_updated) values ({{party}}, 'T 1', '{"id":"T 1"}', now());
            insert into ocpp.ocpi_locations (partner_operation_id, id, organization_id) select {{party}}, gen_random_uuid(), '{{OcpiRows.Organization}}' from generate_series(1, 200)
            """);
        await using var rig = await new OutboxRig(database, OutboxRig.Quick with { ParallelPerPeer = 1 }, null, new Locations(), new StoredObjects(database, "tariffs")).StartAsync();

        (await new OutboxView(database, []).PushAllAsync(Key, peer, CancellationToken.None)).ShouldBe(201);
        (await new OutboxView(database, []).PushAllAsync(Key with { OrganizationId = Guid.NewGuid() }, peer, CancellationToken.None)).ShouldBeNull();
        await rig.EmptyAsync();

        receiver.Received.Count.ShouldBe(201);
        var first = receiver.Received.First();
        (first.Method, first.Path, first.Body).ShouldBe(("PUT", "/emsp/tariffs/NL/TST/T%201", "{\"id\":\"T 1\"}"));
        receiver.Received.Skip(1).ShouldAllBe(p => p.Path.StartsWith("/emsp/locations/NL/TST/") && p.Body.StartsWith("{\"id\":"));
        other.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_waits_too_long_is_dead_also_when_nobody_tried()
    {
        await LabRows.ExecuteAsync(database.Source, $"select ocpp.ocpi_push({party}, 'locations', 'location:' || i, 'PUT', '', '{{}}') from generate_series(1, 20) i");
        await LabRows.ExecuteAsync(database.Source, "update ocpp.ocpi_outbox set created_at = now() - interval '25 hours' where id % 2 = 0");
        await LabRows.ExecuteAsync(database.Source, "update ocpp.ocpi_outbox set status = 'DEAD', created_at = now() - interval '31 days' where object_key = 'location:1'");
        using var store = new OutboxStore(database);
        var now = TimeProvider.System.GetUtcNow();

        (await store.SweepAsync(now.AddHours(-24), now.AddDays(-30), CancellationToken.None)).ShouldBe(10);

        (await store.CountAsync(CancellationToken.None)).ShouldBe((9, 10));
        (await LabRows.ScalarAsync<string>(database.Source, "select last_error from ocpp.ocpi_outbox where status = 'DEAD' limit 1")).ShouldContain("never tried");
    }

    /// <summary>Any location but GONE.</summary>
    private sealed class Locations : IWholeObject
    {
        public string Module => "locations";

        public Task<WholeObject?> ReadAsync(long partyId, string objectKey, CancellationToken ct)
        {
            var id = objectKey["location:".Length..];
            return Task.FromResult(id == "GONE" ? null : new WholeObject($"NL/TST/{id}", Encoding.UTF8.GetBytes($"{{\"id\":\"{id}\"}}")));
        }
    }
}

using Voltbench.Lab.Database;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;
using Voltbench.Testing.Wire;

namespace Voltbench.Lab.Tests.Ocpi.Outbox;

/// <summary>All servers of the catalogue are peers of one party at the same time, with one that is as it should be.</summary>
public sealed class OutboxHostilePeerTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_good_peer_among_hostile_ones_gets_everything_soon_and_in_order()
    {
        await using var database = await OutboxRig.CreateDatabaseAsync(postgres);
        await using var good = await FakeReceiver.StartAsync();
        var party = await OcpiRows.AddPartyAsync(database);
        await OcpiRows.AddPeerAsync(database, party, good.Url);
        var servers = new List<RawServer>();
        foreach (var (hostile, number) in HostileOcpiPeers.All.Select((p, i) => (p, i)))
        {
            servers.Add(hostile.Start());
            await OcpiRows.AddPeerAsync(database, party, servers[^1].Url("/", "http"), $"H{number}");
        }

        await using var rig = await new OutboxRig(database, OutboxRig.Quick with { TimeoutSeconds = 1, MaxAttempts = 3, SupersedeSeconds = 3600 }).StartAsync();
        for (var i = 0; i < 50; i++)
            await OcpiRows.PushAsync(database, party, $"location:L{i % 5}", $$"""{"n":{{i}}}""");
        await Eventually.BecomesAsync(() => good.Received.Count == 50, "the good peer has everything");

        foreach (var group in good.Received.GroupBy(p => p.Path))
            group.Count().ShouldBe(10);
        good.Received.Where(p => p.Path.EndsWith("/L0")).Select(p => p.Body).ShouldBe(Enumerable.Range(0, 10).Select(i => $$"""{"n":{{i * 5}}}"""));

        // Those that answer something refused or broken give up; those that are away are waited for.
        await Eventually.BecomesAsync(async () => await rig.DeadAsync() > 0, "some are given up");
        servers.ShouldAllBe(s => s.Accepted > 0);
        await rig.StopAsync();
        foreach (var server in servers)
            await server.DisposeAsync();
    }
}

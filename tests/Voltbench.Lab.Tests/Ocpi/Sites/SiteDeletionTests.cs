using Dapper;
using Voltbench.Lab.Fleet;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Lab.Tests.Fleet;
using Voltbench.Ocpi;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Ocpi.Sites;

/// <summary>What is deleted is REMOVED for the peers and gone for everybody else.</summary>
public class SiteDeletionTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V221)]
    public async Task A_deleted_location_leaves_its_removed_EVSEs_and_nothing_else(OcpiVersion version)
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var host = await SiteHost.StartAsync(connectionString);
        await using var node = await LabNode.StartAsync(connectionString);
        var party = await host.CreatePartyAsync(version);
        var (plan, stays) = (SiteHost.Plan("A"), SiteHost.Plan("B"));
        await host.MakeAsync(party, plan, stays);
        await host.AddPeerAsync(party);
        var deletion = new SiteDeletion(host.Database, node.Deletion);

        (await deletion.DeleteLocationAsync(party, plan.Id, default)).ShouldBeTrue();
        (await deletion.DeleteLocationAsync(party, plan.Id, default)).ShouldBeFalse();

        (await host.ScalarAsync<string>("select string_agg(identity, ' ' order by identity) from ocpp.chargers")).ShouldBe("B-1 B-2");
        (await host.ScalarAsync<string>("select string_agg(name, ' ') from ocpp.locations")).ShouldBe("B");
        (await host.CountAsync("ocpi_ocpp_topologies")).ShouldBe(3);
        (await host.ScalarAsync<string>($"select string_agg(uid || ':' || status, ' ' order by uid) from ocpp.ocpi{SiteTables.Of(version)}_evses where uid like 'A%'"))
            .ShouldBe("A-1:REMOVED A-2:REMOVED");

        // The peers are told the whole object once, and can read it.
        var told = (await host.OutboxAsync()).Where(m => m.Path.Contains(plan.Id.ToString(), StringComparison.Ordinal) && m.Method == "PUT").ShouldHaveSingleItem();
        told.Body.GetProperty("evses").EnumerateArray().Select(e => e.GetProperty("status").GetString()).ShouldBe(["REMOVED", "REMOVED"]);
        var reader = new SiteReader(host.Database);
        var total = version == OcpiVersion.V211
            ? (await reader.ListV211Async(party, new SiteQuery(0, 10), default)).Total
            : (await reader.ListV221Async(party, new SiteQuery(0, 10), default)).Total;
        total.ShouldBe(2);
    }

    [Fact]
    public async Task A_location_without_chargers_is_deleted_too()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var host = await SiteHost.StartAsync(connectionString);
        await using var node = await LabNode.StartAsync(connectionString);
        var party = await host.CreatePartyAsync();
        var plan = SiteHost.Plan("A", chargers: 0);
        await host.MakeAsync(party, plan);
        var before = await EvseStatusTests.LastUpdatedAsync(host, "ocpi221_locations");
        (await new SiteDeletion(host.Database, node.Deletion).DeleteLocationAsync(party, plan.Id, default)).ShouldBeTrue();
        (await host.CountAsync("locations")).ShouldBe(0);
        (await EvseStatusTests.LastUpdatedAsync(host, "ocpi221_locations")).ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task Others_delete_nothing()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var host = await SiteHost.StartAsync(connectionString);
        await using var node = await LabNode.StartAsync(connectionString);
        var party = await host.CreatePartyAsync();
        var other = await host.CreatePartyAsync(partyId: "XYZ", organization: party.OrganizationId);
        var plan = SiteHost.Plan("A");
        await host.MakeAsync(party, plan);
        var deletion = new SiteDeletion(host.Database, node.Deletion);
        (await deletion.DeleteLocationAsync(other, plan.Id, default)).ShouldBeFalse();
        (await deletion.DeleteLocationAsync(party with { OrganizationId = Guid.NewGuid() }, plan.Id, default)).ShouldBeFalse();
        (await host.ScalarAsync<long>("select count(*) from ocpp.chargers where desired = 'running'")).ShouldBe(2);
        (await host.CountAsync("ocpi_locations")).ShouldBe(1);
    }

    /// <summary>Everything that is to happen is wished for in the first commit: whoever comes up next carries it out.</summary>
    [Fact]
    public async Task A_deletion_that_was_cut_off_after_its_first_commit_is_finished_by_any_node()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var host = await SiteHost.StartAsync(connectionString);
        var party = await host.CreatePartyAsync();
        var plan = SiteHost.Plan("A");
        await host.MakeAsync(party, plan);
        await host.ExecuteAsync("update ocpp.chargers set desired = 'deleted'; update ocpp.ocpi_locations set deleted_at = now()");
        await using var node = await LabNode.StartAsync(connectionString);
        await Eventually.BecomesAsync(
            async () => await host.CountAsync("chargers") == 0 && await host.CountAsync("locations") == 0 && await host.CountAsync("ocpi_ocpp_topologies") == 0, "all gone");
        (await EvseStatusTests.StatusesAsync(host, OcpiVersion.V221)).ShouldBe("A-1:REMOVED A-2:REMOVED");
    }

    [Fact]
    public async Task A_deleted_charger_takes_its_EVSEs_and_topology_and_hands_the_default_on()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        await host.MakeAsync(party, SiteHost.Plan("A", chargers: 3));
        await host.AddPeerAsync(party);
        var rows = new FleetRows(host.Database.Source);
        foreach (var (identity, statuses, topology) in new[]
        {
            ("A-1", "A-1:REMOVED A-2:UNKNOWN A-3:UNKNOWN", "A-2:default A-2:A-2 A-3:A-3"),
            ("A-3", "A-1:REMOVED A-2:UNKNOWN A-3:REMOVED", "A-2:default A-2:A-2"),
            ("A-2", "A-1:REMOVED A-2:REMOVED A-3:REMOVED", null),
        })
        {
            await host.ExecuteAsync("update ocpp.chargers set desired = 'deleted' where identity = @identity", new { identity });
            await rows.DeleteAsync([await EvseStatusTests.KeyAsync(host, identity)], default);
            (await EvseStatusTests.StatusesAsync(host, OcpiVersion.V221)).ShouldBe(statuses);
            (await host.ScalarAsync<string>(
                "select string_agg(identity || ':' || coalesce(evse_uid, 'default'), ' ' order by identity, evse_uid nulls first) from ocpp.ocpi_ocpp_topologies")).ShouldBe(topology);
        }

        (await host.OutboxAsync()).Select(m => $"{m.Method} {m.Path[^3..]} {m.Body.GetProperty("status").GetString()}")
            .ShouldBe(["PATCH A-1 REMOVED", "PATCH A-3 REMOVED", "PATCH A-2 REMOVED"]);
        (await host.CountAsync("locations")).ShouldBe(1, "the location itself is not deleted");
    }
}

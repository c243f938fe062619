using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Voltbench.Lab.Fleet;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Lab.Runtime;
using Voltbench.Ocpi;
using Voltbench.Simulation;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Ocpi.Sites;

/// <summary>The status of EVSEs follows the chargers, in the commit of the runtime.</summary>
public class EvseStatusTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData(ConnectionState.Connected, "Accepted", "Available", "AVAILABLE")]
    [InlineData(ConnectionState.Connected, "Accepted", "Preparing", "CHARGING")]
    [InlineData(ConnectionState.Connected, "Accepted", "Charging", "CHARGING")]
    [InlineData(ConnectionState.Connected, "Accepted", "SuspendedEV", "CHARGING")]
    [InlineData(ConnectionState.Connected, "Accepted", "SuspendedEVSE", "CHARGING")]
    [InlineData(ConnectionState.Connected, "Accepted", "Finishing", "CHARGING")]
    [InlineData(ConnectionState.Connected, "Accepted", "Occupied", "CHARGING")]
    [InlineData(ConnectionState.Connected, "Accepted", "Reserved", "RESERVED")]
    [InlineData(ConnectionState.Connected, "Accepted", "Unavailable", "INOPERATIVE")]
    [InlineData(ConnectionState.Connected, "Accepted", "Faulted", "OUTOFORDER")]
    [InlineData(ConnectionState.Connected, "Pending", "Available", "INOPERATIVE")]
    [InlineData(ConnectionState.Connected, "Rejected", "Available", "INOPERATIVE")]
    [InlineData(ConnectionState.Connected, null, "Available", "UNKNOWN")]
    [InlineData(ConnectionState.Connecting, "Accepted", "Charging", "UNKNOWN")]
    [InlineData(ConnectionState.Disconnected, "Accepted", "Charging", "UNKNOWN")]
    [InlineData(ConnectionState.Stopped, null, "Available", "UNKNOWN")]
    public void A_status_follows_from_connection_registration_and_connector(ConnectionState connection, string? boot, string connector, string status) =>
        EvseStatusMap.Of(View(1, connection, boot, connector), 1).ShouldBe(status);

    [Theory]
    [InlineData(OcpiVersion.V211, "OCPP1.6")]
    [InlineData(OcpiVersion.V211, "OCPP2.0.1")]
    [InlineData(OcpiVersion.V221, "OCPP1.6")]
    [InlineData(OcpiVersion.V221, "OCPP2.0.1")]
    public async Task A_status_moves_both_times_and_is_queued_for_the_peers(OcpiVersion version, string ocpp)
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync(version);
        var plan = SiteHost.Plan("A", chargers: 1, connectors: 2, ocpp);
        await host.MakeAsync(party, plan);
        await host.AddPeerAsync(party);
        var projection = Projection(host);
        var key = await KeyAsync(host, "A-1");
        var tables = SiteTables.Of(version);
        await host.ExecuteAsync($"update ocpp.ocpi{tables}_locations set last_updated = '2020-01-01'; update ocpp.ocpi{tables}_evses set last_updated = '2020-01-01'");

        projection.OnChanged(View(key, ConnectionState.Connected, "Accepted", "Available", "Charging"));
        (await projection.TryFlushAsync(default)).ShouldBeTrue();
        (await StatusesAsync(host, version)).ShouldBe("A-1_C1:AVAILABLE A-1_C2:CHARGING");
        var outbox = await host.OutboxAsync();
        outbox.Count.ShouldBe(2);
        outbox.ShouldAllBe(m => m.Method == "PATCH");
        outbox.Select(m => m.Path).Order(StringComparer.Ordinal).ShouldBe([$"FR/ABC/{plan.Id}/A-1_C1", $"FR/ABC/{plan.Id}/A-1_C2"]);
        var body = outbox.Single(m => m.Path.EndsWith("C2", StringComparison.Ordinal)).Body;
        body.EnumerateObject().Select(p => p.Name).ShouldBe(["status", "last_updated"]);
        body.GetProperty("status").GetString().ShouldBe("CHARGING");
        OcpiDateTime.TryParse(body.GetProperty("last_updated").GetString(), out var at).ShouldBeTrue();
        at.ShouldBe(await LastUpdatedAsync(host, $"ocpi{tables}_evses where uid = 'A-1_C2'"));
        (await LastUpdatedAsync(host, $"ocpi{tables}_locations")).ShouldBeGreaterThanOrEqualTo(at);
        (await LastUpdatedAsync(host, $"ocpi{tables}_connectors limit 1")).ShouldBeGreaterThan(new DateTimeOffset(2020, 1, 2, 0, 0, 0, TimeSpan.Zero), "connectors did not change");

        // Power and meter change all the time; that is nothing to OCPI.
        projection.OnChanged(View(key, ConnectionState.Connected, "Accepted", "Available", "SuspendedEV"));
        await projection.TryFlushAsync(default);
        (await host.CountAsync("ocpi_outbox")).ShouldBe(2);

        projection.OnChanged(View(key, ConnectionState.Connected, "Accepted", "Faulted", "SuspendedEV"));
        await projection.TryFlushAsync(default);
        (await StatusesAsync(host, version)).ShouldBe("A-1_C1:OUTOFORDER A-1_C2:CHARGING");
        (await host.CountAsync("ocpi_outbox")).ShouldBe(3);
    }

    /// <summary>Even when the clock of the database was turned back since.</summary>
    [Fact]
    public async Task Times_never_go_back()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        await host.MakeAsync(party, SiteHost.Plan("A", chargers: 1));
        await host.ExecuteAsync("update ocpp.ocpi221_locations set last_updated = '2090-01-01 00:00:00.005Z'; update ocpp.ocpi221_evses set last_updated = '2090-01-01Z'");
        var projection = Projection(host);
        projection.OnChanged(View(await KeyAsync(host, "A-1"), ConnectionState.Connected, "Accepted", "Available"));
        await projection.TryFlushAsync(default);
        (await LastUpdatedAsync(host, "ocpi221_evses")).ShouldBe(new DateTimeOffset(2090, 1, 1, 0, 0, 0, 1, TimeSpan.Zero));
        (await LastUpdatedAsync(host, "ocpi221_locations")).ShouldBe(new DateTimeOffset(2090, 1, 1, 0, 0, 0, 6, TimeSpan.Zero));
    }

    [Fact]
    public async Task What_a_failed_commit_lost_is_written_with_the_next()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        await host.MakeAsync(party, SiteHost.Plan("A", chargers: 1));
        await host.AddPeerAsync(party);
        var key = await KeyAsync(host, "A-1");
        var projection = Projection(host);
        await host.OnInsertAsync("ocpi_outbox", "if nextval('attempts') = 1 then perform pg_terminate_backend(pg_backend_pid()); end if;");
        projection.OnChanged(View(key, ConnectionState.Connected, "Accepted", "Available"));
        (await projection.TryFlushAsync(default)).ShouldBeFalse();
        (await StatusesAsync(host, OcpiVersion.V221)).ShouldBe("A-1:UNKNOWN");
        (await host.CountAsync("charger_runtime")).ShouldBe(0, "runtime and status commit together");
        (await projection.TryFlushAsync(default)).ShouldBeTrue();
        (await StatusesAsync(host, OcpiVersion.V221)).ShouldBe("A-1:AVAILABLE");
        (await host.CountAsync("charger_runtime")).ShouldBe(1);
        (await host.CountAsync("ocpi_outbox")).ShouldBe(1);
    }

    [Fact]
    public async Task A_charger_that_its_owner_stopped_is_inoperative_and_one_that_went_away_unknown()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        await host.MakeAsync(party, SiteHost.Plan("A", chargers: 2));
        var projection = Projection(host);
        var keys = new[] { await KeyAsync(host, "A-1"), await KeyAsync(host, "A-2") };
        foreach (var key in keys)
            projection.OnChanged(View(key, ConnectionState.Connected, "Accepted", "Available"));
        await projection.TryFlushAsync(default);
        await host.ExecuteAsync("update ocpp.chargers set desired = 'stopped' where identity = 'A-1'");
        foreach (var key in keys)
            projection.OnChanged(View(key, ConnectionState.Stopped, null, "Available"));
        await projection.TryFlushAsync(default);
        (await StatusesAsync(host, OcpiVersion.V221)).ShouldBe("A-1:INOPERATIVE A-2:UNKNOWN");
    }

    /// <summary>The node that ran it died; another one finds that it is not to run.</summary>
    [Fact]
    public async Task A_stopped_charger_that_a_dead_node_left_as_connected_is_inoperative()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        await host.MakeAsync(party, SiteHost.Plan("A", chargers: 1));
        await host.AddPeerAsync(party);
        var key = await KeyAsync(host, "A-1");
        var projection = Projection(host);
        projection.OnChanged(View(key, ConnectionState.Connected, "Accepted", "Charging"));
        await projection.TryFlushAsync(default);
        var rows = new FleetRows(host.Database.Source);
        await rows.MarkStoppedAsync([key], default);
        await rows.MarkStoppedAsync([key], default);
        (await StatusesAsync(host, OcpiVersion.V221)).ShouldBe("A-1:INOPERATIVE");
        (await host.OutboxAsync()).Select(m => m.Body.GetProperty("status").GetString()).ShouldBe(["CHARGING", "INOPERATIVE"]);
    }

    [Fact]
    public async Task What_is_removed_stays_removed()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        await host.MakeAsync(party, SiteHost.Plan("A", chargers: 1));
        await host.ExecuteAsync("update ocpp.ocpi221_evses set status = 'REMOVED'");
        var projection = Projection(host);
        projection.OnChanged(View(await KeyAsync(host, "A-1"), ConnectionState.Connected, "Accepted", "Available"));
        await projection.TryFlushAsync(default);
        (await StatusesAsync(host, OcpiVersion.V221)).ShouldBe("A-1:REMOVED");
    }

    [Fact]
    public async Task Many_chargers_with_and_without_a_CPO_are_written_in_one_go()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        var old = await host.CreatePartyAsync(OcpiVersion.V211, "OLD");
        await host.MakeAsync(party, [.. Enumerable.Range(0, 100).Select(n => SiteHost.Plan($"N{n}", chargers: 4))]);
        await host.MakeAsync(old, [.. Enumerable.Range(0, 100).Select(n => SiteHost.Plan($"O{n}", chargers: 4))]);
        var others = await LabRows.AddChargersAsync(host.Database.Source, 1_000);
        var projection = Projection(host);
        await using (var connection = await host.Database.OpenAsync(default))
        {
            foreach (var key in await Dapper.SqlMapper.QueryAsync<long>(connection, "select key from ocpp.chargers"))
                projection.OnChanged(View(key, ConnectionState.Connected, "Accepted", "Available"));
        }

        (await projection.TryFlushAsync(default)).ShouldBeTrue();
        (await host.ScalarAsync<long>("select count(*) from ocpp.ocpi221_evses where status = 'AVAILABLE'")).ShouldBe(400);
        (await host.ScalarAsync<long>("select count(*) from ocpp.ocpi211_evses where status = 'AVAILABLE'")).ShouldBe(400);
        (await host.CountAsync("charger_runtime")).ShouldBe(800 + others.Length);
    }

    internal static ChargerView View(long key, ConnectionState connection, string? boot, params string[] connectors) => new()
    {
        Key = key,
        Connection = connection,
        BootStatus = boot,
        Connectors = [.. connectors.Select((status, n) => new ConnectorView(n + 1, 1, status, "NoError", null, null, 0, 0, null))],
    };

    internal static RuntimeProjection Projection(SiteHost host) => new(host.Database.Source, TimeProvider.System, NullLogger<RuntimeProjection>.Instance);

    internal static Task<long> KeyAsync(SiteHost host, string identity) => host.ScalarAsync<long>("select key from ocpp.chargers where identity = @identity", new { identity });

    internal static Task<string?> StatusesAsync(SiteHost host, OcpiVersion version) =>
        host.ScalarAsync<string>($"select string_agg(uid || ':' || status, ' ' order by location_id, ordinal) from ocpp.ocpi{SiteTables.Of(version)}_evses");

    internal static async Task<DateTimeOffset> LastUpdatedAsync(SiteHost host, string from) => new(await host.ScalarAsync<DateTime>($"select last_updated from ocpp.{from}"));
}

using Dapper;
using Npgsql;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Ocpi;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Ocpi.Sites;

/// <summary>A location is one unit: all that belongs to it is there or nothing is, once in effect however often the step runs or is cut off.</summary>
public class SiteChunkStepTests(PostgresFixture postgres)
{
    /// <summary>Every row of every table that a location is made of, ids and all.</summary>
    private const string Rows =
        """
        select string_agg(t, ';' order by t) from (
            select to_jsonb(r)::text as t from ocpp.locations r union all select to_jsonb(r)::text from ocpp.ocpi_locations r
            union all select to_jsonb(r)::text from ocpp.ocpi221_locations r union all select to_jsonb(r)::text from ocpp.ocpi221_evses r
            union all select to_jsonb(r)::text from ocpp.ocpi221_connectors r union all select to_jsonb(r)::text from ocpp.ocpi_ocpp_topologies r
            union all select to_jsonb(r)::text from ocpp.chargers r) all_rows
        """;

    private static readonly string[] Tables =
        ["locations", "ocpi_locations", "ocpi221_locations", "ocpi221_evses", "ocpi221_connectors", "ocpi_ocpp_topologies", "chargers"];

    [Theory]
    [InlineData(OcpiVersion.V211, "211")]
    [InlineData(OcpiVersion.V221, "221")]
    public async Task A_location_has_rows_in_the_tables_of_its_version(OcpiVersion version, string tables)
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync(version);
        var plan = SiteHost.Plan("A", chargers: 2, connectors: 2);
        var id = await host.SubmitAsync(party, [plan], fires: false);
        await host.RunAsync(id);

        foreach (var (table, count) in new[]
        {
            ("locations", 1), ("ocpi_locations", 1), ($"ocpi{tables}_locations", 1), ($"ocpi{tables}_evses", 4), ($"ocpi{tables}_connectors", 4),
            ("ocpi_ocpp_topologies", 5), ("chargers", 2),
        })
        {
            (await host.CountAsync(table)).ShouldBe(count, table);
        }

        (await host.ScalarAsync<string>("select country from ocpp.locations")).ShouldBe("FR");
        (await host.ScalarAsync<string>($"select country from ocpp.ocpi{tables}_locations")).ShouldBe("FRA");
        (await host.ScalarAsync<bool>("select l.slug = o.slug and l.id = o.ocpp_location_id and o.id = @Id from ocpp.locations l, ocpp.ocpi_locations o", new { plan.Id })).ShouldBeTrue();
        (await host.ScalarAsync<string>($"select string_agg(uid || ':' || status, ' ' order by ordinal) from ocpp.ocpi{tables}_evses"))
            .ShouldBe("A-1_C1:UNKNOWN A-1_C2:UNKNOWN A-2_C1:UNKNOWN A-2_C2:UNKNOWN");
        (await host.ScalarAsync<string>($"select string_agg(array_to_string(capabilities, ','), ' ') from ocpp.ocpi{tables}_evses where uid = 'A-1_C1'"))
            .ShouldBe("RFID_READER,RESERVABLE");
        (await host.ScalarAsync<string>(
            version == OcpiVersion.V211
                ? "select concat_ws(' ', id, standard, format, power_type, voltage, amperage, tariff_id) from ocpp.ocpi211_connectors where evse_uid = 'A-2_C2'"
                : "select concat_ws(' ', id, standard, format, power_type, max_voltage, max_amperage, max_electric_power, tariff_ids) from ocpp.ocpi221_connectors where evse_uid = 'A-2_C2'"))
            .ShouldBe("1 IEC_62196_T2_COMBO CABLE DC 400 450 " + (version == OcpiVersion.V211 ? "dc-fast" : "180000 {dc-fast,dc-night}"));
    }

    [Theory]
    [InlineData("OCPP1.6", "A-1||default A-1|A-1_C1|1/ A-1|A-1_C2|2/ A-2|A-2_C1|1/ A-2|A-2_C2|2/")]
    [InlineData("OCPP2.0.1", "A-1||default A-1|A-1_C1|/1 A-1|A-1_C2|/2 A-2|A-2_C1|/1 A-2|A-2_C2|/2")]
    public async Task The_topology_has_a_row_per_EVSE_and_the_default_on_the_first_charger(string ocpp, string rows)
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        await host.RunAsync(await host.SubmitAsync(party, [SiteHost.Plan("A", chargers: 2, connectors: 2, ocpp)], fires: false));
        (await host.ScalarAsync<string>(
            """
            select string_agg(concat(t.identity, '|', t.evse_uid, '|', case when t.is_default then 'default' else concat(t.connector_id, '/', t.evse_id) end), ' '
                order by t.identity, t.evse_uid nulls first)
            from ocpp.ocpi_ocpp_topologies t join ocpp.chargers c on c.id = t.charger_id and c.identity = t.identity
            """)).ShouldBe(rows);
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var id = await host.SubmitAsync(await host.CreatePartyAsync(), SiteHost.Plans(20), fires: false);
        await host.RunAsync(id);
        var once = await host.ScalarAsync<string>(Rows);
        await host.RunAsync(id);
        (await host.ScalarAsync<string>(Rows)).ShouldBe(once);
        (await host.CountAsync("chargers")).ShouldBe(40);
        (await host.ScalarAsync<int>("select max(attempts) from ocpp.ocpi_job_items")).ShouldBe(1);
    }

    [Fact]
    public async Task Runs_at_once_make_each_location_once()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var id = await host.SubmitAsync(await host.CreatePartyAsync(), SiteHost.Plans(20), fires: false);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => host.RunAsync(id))));
        (await host.CountAsync("ocpi_locations")).ShouldBe(20);
        (await host.CountAsync("chargers")).ShouldBe(40);
        (await host.ScalarAsync<long>("select count(*) from ocpp.ocpi_job_items where status = 'DONE' and attempts = 1")).ShouldBe(20);
    }

    [Fact]
    public async Task Work_done_before_its_mark_was_lost_is_found_again()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var id = await host.SubmitAsync(await host.CreatePartyAsync(), SiteHost.Plans(5), fires: false);
        await host.ExecuteAsync("create table plans as select ordinal, plan from ocpp.ocpi_job_items");
        await host.RunAsync(id);
        var once = await host.ScalarAsync<string>(Rows);
        await host.ExecuteAsync("update ocpp.ocpi_job_items i set status = 'PENDING', plan = p.plan from plans p where p.ordinal = i.ordinal");
        await host.RunAsync(id);
        (await host.ScalarAsync<string>(Rows)).ShouldBe(once);
        (await host.ScalarAsync<long>("select count(*) from ocpp.ocpi_job_items where status = 'DONE'")).ShouldBe(5);
    }

    /// <summary>Wherever the connection dies, nothing of the chunk is left, and the next firing makes it whole.</summary>
    [Theory]
    [InlineData("locations")]
    [InlineData("ocpi_locations")]
    [InlineData("ocpi221_locations")]
    [InlineData("chargers")]
    [InlineData("ocpi221_evses")]
    [InlineData("ocpi221_connectors")]
    [InlineData("ocpi_ocpp_topologies")]
    public async Task A_step_that_is_cut_off_leaves_nothing_and_is_fired_again(string table)
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        await host.OnInsertAsync(table, "if nextval('attempts') = 3 then perform pg_terminate_backend(pg_backend_pid()); end if;");
        var party = await host.CreatePartyAsync();
        var once = await host.SubmitAsync(party, SiteHost.Plans(3), fires: false);
        await Should.ThrowAsync<NpgsqlException>(() => host.RunAsync(once));
        foreach (var one in Tables)
            (await host.CountAsync(one)).ShouldBe(0, one);
        (await host.ScalarAsync<long>("select count(*) from ocpp.ocpi_job_items where status = 'PENDING' and attempts = 0")).ShouldBe(3);
        await host.RunAsync(once);
        (await host.CountAsync("ocpi_locations")).ShouldBe(3);
        (await host.CountAsync("ocpi_ocpp_topologies")).ShouldBe(9);
    }

    [Theory]
    [InlineData("chargers", "new.identity = 'L5-2'")]
    [InlineData("ocpi221_connectors", "new.evse_uid = 'L5-2'")]
    [InlineData("ocpi_ocpp_topologies", "new.evse_uid = 'L5-2'")]
    public async Task A_poisoned_location_is_given_up_whole_and_the_others_are_made(string table, string poisoned)
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        await host.OnInsertAsync(table, $"if {poisoned} then raise exception 'secret of the row'; end if;");
        var party = await host.CreatePartyAsync();
        var id = await host.SubmitAsync(party, SiteHost.Plans(30));
        await host.WaitUntilMadeAsync(id);
        await host.PlaceAsync(id);

        var ready = await host.ViewAsync(party, id);
        (ready.Status, ready.Locations).ShouldBe(("READY", new SiteProgress(30, 29, 1)));
        ready.Refused.ShouldNotBeNull().ShouldHaveSingleItem().Index.ShouldBe(5);
        ready.Refused[0].Error.ShouldContain("3 attempts");
        ready.Refused[0].Error.ShouldNotContain("secret");
        (await host.CountAsync("ocpi_locations")).ShouldBe(29);
        (await host.CountAsync("locations")).ShouldBe(29);
        (await host.CountAsync("chargers")).ShouldBe(58);
        (await host.CountAsync("ocpi_ocpp_topologies")).ShouldBe(87);
    }

    [Fact]
    public async Task A_location_that_is_refused_for_a_while_is_tried_again()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        // Each failing round asks twice: with the whole chunk, then for the location alone.
        await host.OnInsertAsync("chargers", "if new.identity = 'L1-1' and nextval('attempts') <= 4 then raise exception 'not yet'; end if;");
        var id = await host.SubmitAsync(await host.CreatePartyAsync(), SiteHost.Plans(3));
        await host.WaitUntilMadeAsync(id);
        (await host.CountAsync("ocpi_locations")).ShouldBe(3);
        (await host.ScalarAsync<int>("select attempts from ocpp.ocpi_job_items where ordinal = 1")).ShouldBe(3);
    }

    [Fact]
    public async Task What_is_taken_fails_its_location_only()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        var other = await host.CreatePartyAsync(partyId: "XYZ", organization: party.OrganizationId);
        var first = SiteHost.Plan("A");
        await host.RunAsync(await host.SubmitAsync(party, [first], fires: false));

        // Same identities; same id; same uids in the call; and one that is fine.
        var twin = SiteHost.Plan("C");
        var id = await host.SubmitAsync(
            party, [SiteHost.Plan("A"), SiteHost.Plan("B") with { Id = first.Id }, twin, twin with { Id = Guid.NewGuid() }, SiteHost.Plan("D")], fires: false);
        await host.RunAsync(id);
        await host.PlaceAsync(id);
        var ready = await host.ViewAsync(party, id);
        (ready.Status, ready.LocationIds?.Count).ShouldBe(("READY", 2));
        var refused = ready.Refused.ShouldNotBeNull();
        refused.Select(r => r.Index).ShouldBe([0, 1, 3]);
        refused[0].Error.ShouldContain("'A-1' is already taken");
        refused[1].Error.ShouldContain(first.Id.ToString());

        // Another CPO of the organization may have the same location and EVSEs, but not the same identities.
        var elsewhere = SiteHost.Plan("A") with { Id = first.Id };
        var job = await host.SubmitAsync(other, [elsewhere, elsewhere with { Chargers = [elsewhere.Chargers[0] with { Identity = "other" }] }], fires: false);
        await host.RunAsync(job);
        await host.PlaceAsync(job);
        (await host.ViewAsync(other, job)).Locations.ShouldBe(new SiteProgress(2, 1, 1));
    }

    [Fact]
    public async Task A_taken_slug_is_drawn_again()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        var id = await host.SubmitAsync(party, [SiteHost.Plan("A")], fires: false);
        await host.ExecuteAsync(
            "insert into ocpp.locations (id, organization_id, slug, name) values (gen_random_uuid(), @OrganizationId, @Slug, 'in the way')",
            new { party.OrganizationId, Slug = SiteIds.SlugOf(id, 0, 0, "A") });
        await host.RunAsync(id);
        await host.WaitUntilMadeAsync(id);
        (await host.ScalarAsync<string>("select slug from ocpp.ocpi_locations")).ShouldBe(SiteIds.SlugOf(id, 0, 1, "A"));
    }

    [Fact]
    public async Task The_fleet_is_told_once_with_the_commit()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await using var host = await SiteHost.StartAsync(connectionString);
        await using var listener = new NpgsqlConnection(connectionString);
        await listener.OpenAsync();
        var heard = new List<string>();
        listener.Notification += (_, e) => heard.Add(e.Payload);
        await listener.ExecuteAsync("listen voltbench_fleet");
        var id = await host.SubmitAsync(await host.CreatePartyAsync(), SiteHost.Plans(3), fires: false);
        await host.RunAsync(id);
        (await listener.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBeTrue();
        heard.ShouldBe([$"job:{id}"]);
    }

    [Theory]
    [InlineData("211")]
    [InlineData("221")]
    public async Task The_database_itself_refuses_a_parking_type_that_there_is_not(string tables)
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync(tables == "211" ? OcpiVersion.V211 : OcpiVersion.V221);
        await host.RunAsync(await host.SubmitAsync(party, [SiteHost.Plan("A")], fires: false));
        var refusal = await Should.ThrowAsync<PostgresException>(() => host.ExecuteAsync($"update ocpp.ocpi{tables}_locations set parking_type = 'ON_THE_MOON'"));
        (refusal.SqlState, refusal.ConstraintName).ShouldBe(("23514", $"ocpi{tables}_locations_parking_type"));
        foreach (var type in new[] { "ALONG_MOTORWAY", "PARKING_GARAGE", "PARKING_LOT", "ON_DRIVEWAY", "ON_STREET", "UNDERGROUND_GARAGE" })
            await host.ExecuteAsync($"update ocpp.ocpi{tables}_locations set parking_type = '{type}'");
    }

    [Fact]
    public async Task An_evse_uid_is_unique_in_the_topology_of_a_CPO()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        await host.RunAsync(await host.SubmitAsync(await host.CreatePartyAsync(), [SiteHost.Plan("A")], fires: false));
        var refusal = await Should.ThrowAsync<PostgresException>(() => host.ExecuteAsync("update ocpp.ocpi_ocpp_topologies set evse_uid = 'A-1' where evse_uid = 'A-2'"));
        refusal.SqlState.ShouldBe("23505");
    }
}

using Npgsql;
using Voltbench.Lab.Locations;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Ocpi;
using Voltbench.Testing;

namespace Voltbench.Lab.Tests.Ocpi.Sites;

/// <summary>Changes of a location keep the rows of OCPP and OCPI in step, or change nothing.</summary>
public class SiteWriterTests(PostgresFixture postgres)
{
    private const string Both =
        """
        select concat_ws('|', l.name, l.address, l.city, l.country, l.latitude, l.longitude, l.timezone, l.owner_name, l.public) || ' / ' ||
               concat_ws('|', v.name, v.address, v.city, v.country, v.latitude, v.longitude, v.time_zone, v.owner_name, v.public, v.parking_type)
        from ocpp.ocpi_locations o join ocpp.locations l on l.id = o.ocpp_location_id join ocpp.ocpi{0}_locations v on v.id = o.id
        """;

    [Theory]
    [InlineData(OcpiVersion.V211, "211")]
    [InlineData(OcpiVersion.V221, "221")]
    public async Task A_change_reaches_both_sides_and_the_peers(OcpiVersion version, string tables)
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync(version);
        var plan = SiteHost.Plan("A");
        await host.MakeAsync(party, plan);
        await host.AddPeerAsync(party);
        var before = await EvseStatusTests.LastUpdatedAsync(host, $"ocpi{tables}_locations");
        var change = new LocationChange
        {
            Name = Change<string>.To("B"), Address = Change<string>.To("1 Street"), City = Change<string>.To("Berlin"), Country = Change<string>.To("DE"),
            Latitude = Change<double?>.To(52.5), Longitude = Change<double?>.To(13.25), Timezone = Change<string>.To("Europe/Berlin"),
            OwnerName = Change<string>.To(null), Public = Change<bool?>.To(false),
        };
        (await Writer(host).ChangeAsync(party.OrganizationId, party.Id, plan.Id, change, Change<string>.To("PARKING_LOT"), default)).ShouldBeTrue();

        (await host.ScalarAsync<string>(string.Format(System.Globalization.CultureInfo.InvariantCulture, Both, tables)))
            .ShouldBe("B|1 Street|Berlin|DE|52.5|13.25|Europe/Berlin|f / B|1 Street|Berlin|DEU|52.5|13.25|Europe/Berlin|f|PARKING_LOT");
        (await EvseStatusTests.LastUpdatedAsync(host, $"ocpi{tables}_locations")).ShouldBeGreaterThan(before);
        var (method, path, body) = (await host.OutboxAsync()).ShouldHaveSingleItem();
        (method, path).ShouldBe(("PUT", $"FR/ABC/{plan.Id}"));
        body.GetProperty("name").GetString().ShouldBe("B");
        body.TryGetProperty("owner", out _).ShouldBeFalse("a member that was cleared is not in the object any more");
        body.GetProperty("evses").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task What_is_not_given_stays()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        var plan = SiteHost.Plan("A");
        await host.MakeAsync(party, plan);
        (await Writer(host).ChangeAsync(party.OrganizationId, party.Id, plan.Id, new LocationChange { City = Change<string>.To("Lyon") }, default, default)).ShouldBeTrue();
        (await host.ScalarAsync<string>(string.Format(System.Globalization.CultureInfo.InvariantCulture, Both, "221")))
            .ShouldBe("A|14 Rue de la Paix|Lyon|FR|48.8566|2.3522|Europe/Paris|VINCI Autoroutes|t / A|14 Rue de la Paix|Lyon|FRA|48.8566|2.3522|Europe/Paris|VINCI Autoroutes|t|ON_STREET");
        (await Writer(host).ChangeAsync(party.OrganizationId, party.Id, plan.Id, new LocationChange(), Change<string>.To(null), default)).ShouldBeTrue();
        (await host.ScalarAsync<bool>("select parking_type is null from ocpp.ocpi221_locations")).ShouldBeTrue();
    }

    /// <summary>Whichever of its statements fails, neither side changes and no peer is told.</summary>
    [Theory]
    [InlineData("update", "locations")]
    [InlineData("update", "ocpi221_locations")]
    [InlineData("update", "ocpi_locations")]
    [InlineData("insert", "ocpi_outbox")]
    public async Task A_change_that_fails_half_way_changes_nothing(string verb, string table)
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        var plan = SiteHost.Plan("A");
        await host.MakeAsync(party, plan);
        await host.AddPeerAsync(party);
        const string rows =
            """
            select concat((select to_jsonb(l) from ocpp.locations l), (select to_jsonb(l) from ocpp.ocpi_locations l), (select to_jsonb(l) from ocpp.ocpi221_locations l))
            """;
        var before = await host.ScalarAsync<string>(rows);
        await host.ExecuteAsync(
            $"""
            create function fail() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
            create trigger fail after {verb} on ocpp.{table} for each row execute function fail();
            """);
        await Should.ThrowAsync<PostgresException>(() =>
            Writer(host).ChangeAsync(party.OrganizationId, party.Id, plan.Id, new LocationChange { Name = Change<string>.To("B") }, Change<string>.To("PARKING_LOT"), default));
        (await host.ScalarAsync<string>(rows)).ShouldBe(before);
        (await host.CountAsync("ocpi_outbox")).ShouldBe(0);
    }

    [Fact]
    public async Task Changes_from_both_sides_at_once_all_arrive()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        var plan = SiteHost.Plan("A", chargers: 1);
        await host.MakeAsync(party, plan);
        await host.AddPeerAsync(party);
        var backing = await host.ScalarAsync<Guid>("select ocpp_location_id from ocpp.ocpi_locations");
        var key = await EvseStatusTests.KeyAsync(host, "A-1");
        var (sites, locations, projection) = (Writer(host), new LocationWriter(host.Database), EvseStatusTests.Projection(host));
        await Task.WhenAll(
            Task.Run(() => RepeatAsync(n => sites.ChangeAsync(party.OrganizationId, party.Id, plan.Id, new LocationChange { Name = Change<string>.To($"N{n}") }, default, default))),
            Task.Run(() => RepeatAsync(n => locations.ChangeAsync(party.OrganizationId, backing, new LocationChange { City = Change<string>.To($"C{n}") }, default))),
            Task.Run(() => RepeatAsync(n =>
            {
                projection.OnChanged(EvseStatusTests.View(key, Simulation.ConnectionState.Connected, "Accepted", n % 2 == 0 ? "Available" : "Charging"));
                return projection.TryFlushAsync(default);
            })));
        (await host.ScalarAsync<string>("select concat(l.name, l.city, v.name, v.city) from ocpp.locations l, ocpp.ocpi221_locations v")).ShouldBe("N19C19N19C19");
        (await host.CountAsync("ocpi_outbox")).ShouldBe(60);
        var times = (await host.OutboxAsync()).Where(m => m.Method == "PUT").Select(m => m.Body.GetProperty("last_updated").GetString()).ToList();
        times.Count.ShouldBe(40);
        times.ShouldBe(times.Distinct().Order(StringComparer.Ordinal));

        static async Task RepeatAsync(Func<int, Task> work)
        {
            for (var n = 0; n < 20; n++)
                await work(n);
        }
    }

    [Fact]
    public async Task A_change_of_the_OCPP_location_reaches_OCPI_and_its_slug()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        await host.MakeAsync(party, SiteHost.Plan("A"));
        var backing = await host.ScalarAsync<Guid>("select ocpp_location_id from ocpp.ocpi_locations");
        var (outcome, location) = await new LocationWriter(host.Database).ChangeAsync(
            party.OrganizationId, backing, new LocationChange { Slug = Change<string>.To("new-slug"), Country = Change<string>.To("BE"), Status = Change<string>.To("closed") }, default);
        (outcome, location?.Slug).ShouldBe((LocationOutcome.Done, "new-slug"));
        (await host.ScalarAsync<string>("select concat(o.slug, ' ', v.country) from ocpp.ocpi_locations o, ocpp.ocpi221_locations v")).ShouldBe("new-slug BEL");
    }

    [Fact]
    public async Task Others_change_nothing()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        var other = await host.CreatePartyAsync(partyId: "XYZ", organization: party.OrganizationId);
        var plan = SiteHost.Plan("A");
        await host.MakeAsync(party, plan);
        var change = new LocationChange { Name = Change<string>.To("B") };
        (await Writer(host).ChangeAsync(Guid.NewGuid(), party.Id, plan.Id, change, default, default)).ShouldBeFalse();
        (await Writer(host).ChangeAsync(party.OrganizationId, other.Id, plan.Id, change, default, default)).ShouldBeFalse();
        (await Writer(host).ChangeAsync(party.OrganizationId, party.Id, Guid.NewGuid(), change, default, default)).ShouldBeFalse();
        await host.ExecuteAsync("update ocpp.ocpi_locations set deleted_at = now()");
        (await Writer(host).ChangeAsync(party.OrganizationId, party.Id, plan.Id, change, default, default)).ShouldBeFalse();
        (await host.ScalarAsync<string>("select name from ocpp.ocpi221_locations")).ShouldBe("A");
    }

    private static SiteWriter Writer(SiteHost host) => new(host.Database);
}

using System.Diagnostics;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Sites;
using Voltbench.Lab.Ocpi.Templates;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Schemas;

namespace Voltbench.Lab.Tests.Ocpi.Sites;

/// <summary>Locations as the objects that a peer gets.</summary>
public class SiteReaderTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_location_of_2_2_1_is_what_was_planned()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        var plan = SiteHost.Plan("A", chargers: 1, connectors: 2) with { Latitude = -8.5, Longitude = -122.1234567 };
        await host.RunAsync(await host.SubmitAsync(party, [plan], fires: false));

        var location = (await Reader(host).FindV221Async(party, plan.Id.ToString(), default)).ShouldNotBeNull();
        var at = OcpiDateTime.Format(location.LastUpdated);
        const string connector =
            """[{"id":"1","standard":"IEC_62196_T2_COMBO","format":"CABLE","power_type":"DC","max_voltage":400,"max_amperage":450,"max_electric_power":180000,"tariff_ids":["dc-fast","dc-night"],"last_updated":"AT"}]""";
        OcpiJson.Serialize(location).ShouldBe(
            """
            {"country_code":"FR","party_id":"ABC","id":"ID","publish":true,"name":"A","address":"14 Rue de la Paix","city":"Paris","postal_code":"75002","country":"FRA",
            "coordinates":{"latitude":"-8.500000","longitude":"-122.123457"},"parking_type":"ON_STREET","evses":[
            {"uid":"A-1_C1","evse_id":"FR*ABC*EA1*1","status":"UNKNOWN","capabilities":["RFID_READER","RESERVABLE"],"connectors":CONNECTOR,"physical_reference":"1","last_updated":"AT"},
            {"uid":"A-1_C2","evse_id":"FR*ABC*EA1*2","status":"UNKNOWN","capabilities":["RFID_READER","RESERVABLE"],"connectors":CONNECTOR,"physical_reference":"2","last_updated":"AT"}],
            "operator":{"name":"Operator"},"owner":{"name":"VINCI Autoroutes"},"facilities":["CAFE"],"time_zone":"Europe/Paris","opening_times":{"twentyfourseven":false,"regular_hours":[
            {"weekday":1,"period_begin":"08:00","period_end":"20:00"}]},"last_updated":"AT"}
            """
            .ReplaceLineEndings("").Replace("CONNECTOR", connector).Replace("ID\"", plan.Id + "\"").Replace("AT\"", at + "\""));
    }

    [Fact]
    public async Task A_location_of_2_1_1_is_what_was_planned()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync(OcpiVersion.V211);
        var plan = SiteHost.Plan("A", chargers: 1);
        await host.RunAsync(await host.SubmitAsync(party, [plan], fires: false));

        var location = (await Reader(host).FindV211Async(party, plan.Id.ToString(), default)).ShouldNotBeNull();
        var at = OcpiDateTime.Format(location.LastUpdated);
        OcpiJson.Serialize(location).ShouldBe(
            """
            {"id":"ID","type":"ON_STREET","name":"A","address":"14 Rue de la Paix","city":"Paris","postal_code":"75002","country":"FRA",
            "coordinates":{"latitude":"48.856600","longitude":"2.352200"},"evses":[
            {"uid":"A-1","evse_id":"FR*ABC*EA1*1","status":"UNKNOWN","capabilities":["RFID_READER","RESERVABLE"],"connectors":[
            {"id":"1","standard":"IEC_62196_T2_COMBO","format":"CABLE","power_type":"DC","voltage":400,"amperage":450,"tariff_id":"dc-fast","last_updated":"AT"}],"physical_reference":"1","last_updated":"AT"}],
            "operator":{"name":"Operator"},"owner":{"name":"VINCI Autoroutes"},"facilities":["CAFE"],"time_zone":"Europe/Paris","opening_times":{"regular_hours":[
            {"weekday":1,"period_begin":"08:00","period_end":"20:00"}]},"last_updated":"AT"}
            """
            .ReplaceLineEndings("").Replace("ID\"", plan.Id + "\"").Replace("AT\"", at + "\""));
    }

    /// <summary>What a plan may leave out, the object either leaves out too or has a stand-in where the version requires it.</summary>
    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V221)]
    public async Task A_bare_location_is_an_object_that_the_rules_accept(OcpiVersion version)
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync(version);
        var plan = SiteHost.Plan("A") with
        {
            PostalCode = null, TimeZone = null, OwnerName = null, Public = null, ParkingType = null, OpeningTimes = null, Facilities = [], Operator = null, Chargers = [],
        };
        var always = SiteHost.Plan("B") with { ParkingType = "ALONG_MOTORWAY", OpeningTimes = new OpeningTimesPlan([]), OwnerName = new string('x', 200), Public = false };
        await host.RunAsync(await host.SubmitAsync(party, [plan, always], fires: false));
        if (version == OcpiVersion.V211)
        {
            var bare = (await Reader(host).FindV211Async(party, plan.Id.ToString(), default)).ShouldNotBeNull();
            OcpiJson.TryDeserialize<Voltbench.Ocpi.V211.Locations.Location>(OcpiJson.Serialize(bare), out _, out var fault).ShouldBeTrue(fault);
            (bare.Type.WireName(), bare.PostalCode, bare.Evses).ShouldBe(("UNKNOWN", "-", null));
            var other = (await Reader(host).FindV211Async(party, always.Id.ToString(), default)).ShouldNotBeNull();
            (other.Type.WireName(), other.OpeningTimes?.Twentyfourseven, other.Owner?.Name.Length).ShouldBe(("OTHER", true, 100));
        }
        else
        {
            var bare = (await Reader(host).FindV221Async(party, plan.Id.ToString(), default)).ShouldNotBeNull();
            OcpiJson.TryDeserialize<Voltbench.Ocpi.V221.Locations.Location>(OcpiJson.Serialize(bare), out _, out var fault).ShouldBeTrue(fault);
            (bare.TimeZone, bare.Publish, bare.Evses).ShouldBe(("Etc/UTC", true, null));
            var other = (await Reader(host).FindV221Async(party, always.Id.ToString(), default)).ShouldNotBeNull();
            (other.Publish, other.OpeningTimes?.Twentyfourseven, other.OpeningTimes?.RegularHours).ShouldBe((false, true, null));
        }
    }

    [Theory]
    [InlineData(OcpiVersion.V211)]
    [InlineData(OcpiVersion.V221)]
    public async Task What_peers_are_told_is_what_the_schemas_allow(OcpiVersion version)
    {
        Assert.SkipUnless(OcpiSchemas.Available, OcpiSchemas.HowToGet);
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync(version);
        await host.AddPeerAsync(party);
        var bare = SiteHost.Plan("B", chargers: 0) with { PostalCode = null, TimeZone = null, OwnerName = null, Public = null, ParkingType = null, OpeningTimes = null, Facilities = [], Operator = null };
        await host.MakeAsync(party, SiteHost.Plan("A", chargers: 2, connectors: 2), bare);
        var projection = EvseStatusTests.Projection(host);
        projection.OnChanged(EvseStatusTests.View(await EvseStatusTests.KeyAsync(host, "A-1"), Simulation.ConnectionState.Connected, "Accepted", "Available", "Faulted"));
        await projection.TryFlushAsync(default);

        var told = await host.OutboxAsync();
        told.Select(m => m.Method).ShouldBe(["PUT", "PUT", "PATCH", "PATCH"]);
        foreach (var (method, _, body) in told)
            OcpiSchemas.Check(version, method == "PUT" ? "location" : "evse.partial", body.GetRawText()).ShouldBeNull(body.GetRawText());
    }

    [Fact]
    public async Task Pages_are_in_order_of_creation_and_stay_so_while_things_change()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        var plans = SiteHost.Plans(10, chargers: 1);
        await host.RunAsync(await host.SubmitAsync(party, plans, fires: false));
        var reader = Reader(host);

        var seen = new List<string>();
        for (var offset = 0; offset < 12; offset += 4)
        {
            var (page, total) = await reader.ListV221Async(party, new SiteQuery(offset, 4), default);
            total.ShouldBe(10);
            seen.AddRange(page.Select(l => l.Id));
            await host.ExecuteAsync("update ocpp.ocpi221_locations set last_updated = now() where id = @Id", new { plans[0].Id });
        }

        seen.ShouldBe(plans.Select(p => p.Id.ToString()));
        (await reader.ListV221Async(party, new SiteQuery(10, 4), default)).Locations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Dates_filter_by_last_update_from_inclusive_to_exclusive()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        var plans = SiteHost.Plans(5, chargers: 1);
        await host.RunAsync(await host.SubmitAsync(party, plans, fires: false));
        for (var i = 0; i < 5; i++)
            await host.ExecuteAsync("update ocpp.ocpi221_locations set last_updated = @At where id = @Id", new { plans[i].Id, At = new DateTimeOffset(2030, 1, 1 + i, 0, 0, 0, TimeSpan.Zero) });

        foreach (var (from, to, expected) in new (int?, int?, int[])[] { (2, 4, [1, 2]), (null, 2, [0]), (5, null, [4]), (2, 2, []), (4, 2, []), (null, null, [0, 1, 2, 3, 4]) })
        {
            var (locations, total) = await Reader(host).ListV221Async(party, new SiteQuery(0, 10, Day(from), Day(to)), default);
            locations.Select(l => l.Id).ShouldBe(expected.Select(i => plans[i].Id.ToString()), $"{from} {to}");
            total.ShouldBe(expected.Length);
        }

        static DateTimeOffset? Day(int? day) => day is { } d ? new DateTimeOffset(2030, 1, d, 0, 0, 0, TimeSpan.Zero) : null;
    }

    [Fact]
    public async Task A_CPO_sees_its_own_locations_only()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        var other = await host.CreatePartyAsync(partyId: "XYZ", organization: party.OrganizationId);
        var plan = SiteHost.Plan("A");
        await host.RunAsync(await host.SubmitAsync(party, [plan], fires: false));
        (await Reader(host).FindV221Async(other, plan.Id.ToString(), default)).ShouldBeNull();
        (await Reader(host).ListV221Async(other, new SiteQuery(0, 10), default)).Total.ShouldBe(0);
        foreach (var id in new[] { "", "1", "no uuid", plan.Id.ToString("N"), $"{plan.Id} ", "\0" })
            (await Reader(host).FindV221Async(party, id, default)).ShouldBeNull(id);
        (await Reader(host).FindV221Async(party, plan.Id.ToString().ToUpperInvariant(), default)).ShouldNotBeNull();
    }

    /// <summary>Generous: the point is that the last page of many costs no more than the first, and no page a walk over all.</summary>
    [Fact]
    public async Task The_last_page_of_ten_thousand_is_quick()
    {
        await using var host = await SiteHost.StartAsync(await postgres.CreateDatabaseAsync());
        var party = await host.CreatePartyAsync();
        var plan = SiteHost.Plan("A", chargers: 4);
        await host.RunAsync(await host.SubmitAsync(party, [plan], fires: false));
        await MultiplyAsync(host, 10_000);
        var reader = Reader(host);
        await reader.ListV221Async(party, new SiteQuery(0, 100), default);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < 10; i++)
        {
            var (page, total) = await reader.ListV221Async(party, new SiteQuery(9_900, 100), default);
            (page.Count, total, page[99].Evses?.Count).ShouldBe((100, 10_000, 4));
        }

        var each = Stopwatch.GetElapsedTime(started) / 10;
        TestContext.Current.SendDiagnosticMessage("the last page of 10,000 took {0} ms", each.TotalMilliseconds);
        each.ShouldBeLessThan(TimeSpan.FromMilliseconds(250));
    }

    private static SiteReader Reader(SiteHost host) => new(host.Database);

    /// <summary>Copies of the one location, with EVSEs and connectors.</summary>
    private static Task MultiplyAsync(SiteHost host, int count) => host.ExecuteAsync(
        $"""
        create temporary table more as select gen_random_uuid() as id, g from generate_series(2, {count}) g;
        insert into ocpp.ocpi_locations (partner_operation_id, id, organization_id)
        select l.partner_operation_id, m.id, l.organization_id from ocpp.ocpi_locations l, more m order by m.g;
        insert into ocpp.ocpi221_locations (partner_operation_id, id, address, city, country, latitude, longitude, last_updated)
        select l.partner_operation_id, m.id, address, city, country, latitude, longitude, last_updated from ocpp.ocpi221_locations l, more m;
        insert into ocpp.ocpi221_evses (partner_operation_id, location_id, uid, ordinal, status, last_updated)
        select e.partner_operation_id, m.id, e.uid || '-' || m.g, ordinal, status, last_updated from ocpp.ocpi221_evses e, more m;
        insert into ocpp.ocpi221_connectors (partner_operation_id, evse_uid, standard, format, power_type, max_voltage, max_amperage, last_updated)
        select c.partner_operation_id, c.evse_uid || '-' || m.g, standard, format, power_type, max_voltage, max_amperage, last_updated from ocpp.ocpi221_connectors c, more m;
        drop table more;
        analyze ocpp.ocpi_locations, ocpp.ocpi221_locations, ocpp.ocpi221_evses, ocpp.ocpi221_connectors;
        """);
}

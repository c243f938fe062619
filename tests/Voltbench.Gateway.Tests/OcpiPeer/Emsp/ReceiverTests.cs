using System.Text.Json.Nodes;
using Voltbench.Ocpi;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.OcpiPeer.Emsp;

/// <summary>What a CPO may push to a simulated eMSP, and what it may not.</summary>
public class ReceiverTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private const string Newer = "2025-06-30T12:00:00Z";

    public static TheoryData<OcpiVersion> Versions => new(OcpiVersion.V211, OcpiVersion.V221);

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_location_is_kept_changed_in_part_and_read_back(OcpiVersion version)
    {
        var cpo = await RegisteredCpo.CreateAsync(gateway, version);
        (await cpo.SendAsync("GET", "locations/DE/CPO/LOC1")).ShouldSatisfyAllConditions(r => r.Http.ShouldBe(404), r => r.Code.ShouldBe(2003));
        (await cpo.SendAsync("PUT", "locations/DE/CPO/LOC1", Location(version))).Http.ShouldBe(201);
        (await cpo.SendAsync("PUT", "locations/DE/CPO/LOC1", Location(version))).Http.ShouldBe(200);
        JsonNode.DeepEquals((await cpo.SendAsync("GET", "locations/DE/CPO/loc1")).Data, JsonNode.Parse(Location(version))).ShouldBeTrue();

        (await cpo.SendAsync("PATCH", "locations/DE/CPO/LOC1/EVSE1", $$"""{"status":"CHARGING","last_updated":"{{Newer}}"}""")).Code.ShouldBe(1000);
        var evse = (await cpo.SendAsync("GET", "locations/DE/CPO/LOC1/EVSE1")).Data!;
        evse["status"]!.GetValue<string>().ShouldBe("CHARGING");
        (await cpo.SendAsync("GET", "locations/DE/CPO/LOC1")).Data!["last_updated"]!.GetValue<string>().ShouldBe(Newer);

        (await cpo.SendAsync("PUT", "locations/DE/CPO/LOC1/EVSE2", Evse(version, "EVSE2"))).Code.ShouldBe(1000);
        (await cpo.SendAsync("PUT", "locations/DE/CPO/LOC1/EVSE2/2", Connector(version, "2"))).Code.ShouldBe(1000);
        (await cpo.SendAsync("GET", "locations/DE/CPO/LOC1")).Data!["evses"]!.AsArray().Count.ShouldBe(2);
        (await cpo.SendAsync("GET", "locations/DE/CPO/LOC1/EVSE2/2")).Data!["id"]!.GetValue<string>().ShouldBe("2");
        (await cpo.SendAsync("PATCH", "locations/DE/CPO/LOC1", $$"""{"name":"New name","last_updated":"{{Newer}}"}""")).Code.ShouldBe(1000);
        var location = (await cpo.SendAsync("GET", "locations/DE/CPO/LOC1")).Data!;
        location["name"]!.GetValue<string>().ShouldBe("New name");
        location["city"]!.GetValue<string>().ShouldBe("Gent");
    }

    public static TheoryData<OcpiVersion, string, string, string?, int, int> Refusals
    {
        get
        {
            var rows = new TheoryData<OcpiVersion, string, string, string?, int, int>();
            foreach (var version in new[] { OcpiVersion.V211, OcpiVersion.V221 })
            {
                rows.Add(version, "PUT", "locations/DE/CPO/OTHER", Location(version), 200, 2001);
                rows.Add(version, "PUT", "locations/DE/XXX/LOC1", Location(version), 200, 2001);
                rows.Add(version, "PUT", "locations/DE/CPO/LOC1", "{}", 200, 2001);
                rows.Add(version, "PUT", "locations/DE/CPO/LOC1", "no json", 400, 2001);
                rows.Add(version, "PUT", "locations/DE/CPO/LOC1", null, 400, 2001);
                rows.Add(version, "PUT", "locations/DE/CPO/NONE/EVSE1", Evse(version, "EVSE1"), 404, 2003);
                rows.Add(version, "PATCH", "locations/DE/CPO/NONE", $$"""{"name":"x","last_updated":"{{Newer}}"}""", 404, 2003);
                rows.Add(version, "PATCH", "locations/DE/CPO/LOC1/NONE", $$"""{"status":"BLOCKED","last_updated":"{{Newer}}"}""", 404, 2003);
                rows.Add(version, "PATCH", "locations/DE/CPO/LOC1/EVSE1", $$"""{"status":"ASLEEP","last_updated":"{{Newer}}"}""", 200, 2001);
                rows.Add(version, "PATCH", "sessions/DE/CPO/NONE", $$"""{"kwh":2,"last_updated":"{{Newer}}"}""", 404, 2000);
                rows.Add(version, "GET", "sessions/DE/CPO/NONE", null, 404, 2000);
                rows.Add(version, "GET", "tariffs/DE/CPO/NONE", null, 404, 2000);
                rows.Add(version, "DELETE", "tariffs/DE/CPO/NONE", null, 404, 2000);
                rows.Add(version, "POST", "cdrs", "{}", 200, 2001);
                rows.Add(version, "GET", "cdrs/NONE", null, 404, 2000);
                rows.Add(version, "POST", "commands/START_SESSION/1", """{"result":"ACCEPTED"}""", 404, 2000);
                rows.Add(version, "POST", $"commands/START_SESSION/{Guid.Empty}", """{"result":"ACCEPTED"}""", 404, 2000);
                rows.Add(version, "POST", $"commands/START_SESSION/{Guid.Empty}", "{}", 200, 2001);
                rows.Add(version, "DELETE", "sessions/DE/CPO/1", null, 405, 2000);
            }

            // 2.2.1 mod_locations, PATCH Method; 2.1.1 does not ask for it.
            rows.Add(OcpiVersion.V221, "PATCH", "locations/DE/CPO/LOC1", """{"name":"x"}""", 200, 2001);
            rows.Add(OcpiVersion.V211, "PATCH", "locations/DE/CPO/LOC1", """{"name":"x"}""", 200, 1000);
            rows.Add(OcpiVersion.V221, "PATCH", "tariffs/DE/CPO/T", "{}", 405, 2000);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_is_wrong_is_said(OcpiVersion version, string method, string path, string? json, int http, int code)
    {
        var cpo = await RegisteredCpo.CreateAsync(gateway, version);
        await cpo.SendAsync("PUT", "locations/DE/CPO/LOC1", Location(version));
        var reply = await cpo.SendAsync(method, path, json);
        (reply.Http, reply.Code).ShouldBe((http, code), reply.Message);
        reply.Message.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_tariff_is_kept_and_goes(OcpiVersion version)
    {
        var cpo = await RegisteredCpo.CreateAsync(gateway, version);
        var tariff = $$"""{ {{Owner(version)}} "id":"T1","currency":"EUR","elements":[{"price_components":[{"type":"ENERGY","price":0.25,"step_size":1}]}],"last_updated":"{{Newer}}"}""";
        (await cpo.SendAsync("PUT", "tariffs/DE/CPO/T1", tariff)).Http.ShouldBe(201);
        JsonNode.DeepEquals((await cpo.SendAsync("GET", "tariffs/DE/CPO/T1")).Data, JsonNode.Parse(tariff)).ShouldBeTrue();
        (await cpo.SendAsync("DELETE", "tariffs/DE/CPO/T1")).Code.ShouldBe(1000);
        (await cpo.SendAsync("GET", "tariffs/DE/CPO/T1")).Http.ShouldBe(404);
    }

    [Fact]
    public async Task A_session_grows_by_its_periods()
    {
        var cpo = await RegisteredCpo.CreateAsync(gateway, OcpiVersion.V221);
        const string Session =
            """
            {"country_code":"DE","party_id":"CPO","id":"S1","start_date_time":"2025-06-29T22:39:09Z","kwh":0,"auth_method":"WHITELIST","location_id":"LOC1","evse_uid":"EVSE1",
             "connector_id":"1","currency":"EUR","status":"ACTIVE","last_updated":"2025-06-29T22:39:09Z",
             "cdr_token":{"country_code":"NL","party_id":"TST","uid":"T","type":"RFID","contract_id":"NLTSTC000000001"}}
            """;
        (await cpo.SendAsync("PUT", "sessions/DE/CPO/S1", Session)).Http.ShouldBe(201);
        for (var n = 1; n <= 2; n++)
        {
            var patch = $$"""{"kwh":{{n}},"charging_periods":[{"start_date_time":"{{Newer}}","dimensions":[{"type":"ENERGY","volume":1}]}],"last_updated":"{{Newer}}"}""";
            (await cpo.SendAsync("PATCH", "sessions/DE/CPO/S1", patch)).Code.ShouldBe(1000);
        }

        var session = (await cpo.SendAsync("GET", "sessions/DE/CPO/S1")).Data!;
        session["kwh"]!.GetValue<int>().ShouldBe(2);
        session["charging_periods"]!.AsArray().Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_CDR_comes_once_whatever_is_repeated(OcpiVersion version)
    {
        var cpo = await RegisteredCpo.CreateAsync(gateway, version);
        var first = await cpo.SendAsync("POST", "cdrs", Cdr(version, 2));
        first.Http.ShouldBe(201, first.Message);
        var location = first.Header("Location").ShouldNotBeNull();
        location.ShouldBe(cpo.Emsp.Url("cdrs/CDR1").ToString());
        (await cpo.SendAsync("POST", "cdrs", Cdr(version, 2))).Code.ShouldBe(1000);
        (await cpo.SendAsync("POST", "cdrs", Cdr(version, 3))).Code.ShouldBe(2001);
        JsonNode.DeepEquals((await cpo.SendAsync("GET", "cdrs/CDR1")).Data, JsonNode.Parse(Cdr(version, 2))).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Another_peer_sees_nothing_of_it(OcpiVersion version)
    {
        var cpo = await RegisteredCpo.CreateAsync(gateway, version);
        await cpo.SendAsync("PUT", "locations/DE/CPO/LOC1", Location(version));
        await cpo.SendAsync("POST", "cdrs", Cdr(version, 2));
        var other = await RegisteredCpo.CreateAsync(gateway, version);
        (await other.SendAsync("GET", "locations/DE/CPO/LOC1")).Http.ShouldBe(404);
        (await other.SendAsync("GET", "cdrs/CDR1")).Http.ShouldBe(404);
    }

    private static string Owner(OcpiVersion version) => version == OcpiVersion.V221 ? "\"country_code\":\"DE\",\"party_id\":\"CPO\"," : "";

    private static string Location(OcpiVersion version) =>
        $$"""
          { {{Owner(version)}} {{(version == OcpiVersion.V221 ? "\"publish\":true,\"time_zone\":\"Europe/Brussels\"" : "\"type\":\"ON_STREET\",\"postal_code\":\"9000\"")}},
            "id":"LOC1","name":"Gent Zuid","address":"F.Rooseveltlaan 3A","city":"Gent","country":"BEL","coordinates":{"latitude":"51.047599","longitude":"3.729944"},
            "evses":[{{Evse(version, "EVSE1")}}],"last_updated":"2025-06-29T20:39:09Z" }
          """;

    private static string Evse(OcpiVersion version, string uid) =>
        $$"""{"uid":"{{uid}}","status":"AVAILABLE","connectors":[{{Connector(version, "1")}}],"last_updated":"2025-06-28T08:12:01Z"}""";

    private static string Connector(OcpiVersion version, string id)
    {
        var figures = version == OcpiVersion.V221 ? "\"max_voltage\":230,\"max_amperage\":16" : "\"voltage\":230,\"amperage\":16";
        return $$"""{"id":"{{id}}","standard":"IEC_62196_T2","format":"CABLE","power_type":"AC_3_PHASE",{{figures}},"last_updated":"2025-06-28T08:12:01Z"}""";
    }

    private static string Cdr(OcpiVersion version, int energy) => version == OcpiVersion.V221
        ? $$"""
            {"country_code":"DE","party_id":"CPO","id":"CDR1","start_date_time":"2025-06-29T21:39:09Z","end_date_time":"2025-06-29T23:37:32Z",
             "cdr_token":{"country_code":"NL","party_id":"TST","uid":"T","type":"RFID","contract_id":"NLTSTC000000001"},"auth_method":"WHITELIST",
             "cdr_location":{"id":"LOC1","address":"F.Rooseveltlaan 3A","city":"Gent","country":"BEL","coordinates":{"latitude":"51.047599","longitude":"3.729944"},
                "evse_uid":"EVSE1","evse_id":"BE*BEC*E041503003","connector_id":"1","connector_standard":"IEC_62196_T2","connector_format":"SOCKET","connector_power_type":"AC_1_PHASE"},
             "currency":"EUR","charging_periods":[{"start_date_time":"2025-06-29T21:39:09Z","dimensions":[{"type":"ENERGY","volume":{{energy}}}]}],
             "total_cost":{"excl_vat":4.00},"total_energy":{{energy}},"total_time":1.973,"last_updated":"2025-06-29T22:01:13Z"}
            """
        : $$"""
            {"id":"CDR1","start_date_time":"2025-06-29T21:39:09Z","stop_date_time":"2025-06-29T23:37:32Z","auth_id":"DE8ACC12E46L89","auth_method":"WHITELIST",
             "location":{{Location(version)}},"currency":"EUR","charging_periods":[{"start_date_time":"2025-06-29T21:39:09Z","dimensions":[{"type":"ENERGY","volume":{{energy}}}]}],
             "total_cost":4.00,"total_energy":{{energy}},"total_time":1.973,"last_updated":"2025-06-29T22:01:13Z"}
            """;
}

using System.Text;
using System.Text.Json.Nodes;
using Voltbench.Ocpi.Tests.Examples;
using Voltbench.Ocpi.V221.Locations;
using Voltbench.Testing.Schemas;

namespace Voltbench.Ocpi.Tests;

public sealed class OcpiPatchTests
{
    private const string Evse =
        """
        {"uid":"3256","status":"AVAILABLE","capabilities":["RESERVABLE","RFID_READER"],"floor_level":"1","custom":{"kept":1.0},
         "connectors":[{"id":"1","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_3_PHASE","max_voltage":230,"max_amperage":32,"last_updated":"2019-06-24T12:39:09Z"}],
         "coordinates":{"latitude":"51.047599","longitude":"3.729944"},"last_updated":"2019-06-24T12:39:09Z"}
        """;

    private const string Session =
        """
        {"country_code":"NL","party_id":"TNM","id":"101","start_date_time":"2019-06-23T08:00:00Z","kwh":1,"auth_method":"WHITELIST","location_id":"L","evse_uid":"E","connector_id":"1",
         "cdr_token":{"country_code":"NL","party_id":"TNM","uid":"1","type":"RFID","contract_id":"C"},"currency":"EUR","status":"ACTIVE","last_updated":"2019-06-23T08:00:00Z",
         "charging_periods":[{"start_date_time":"2019-06-23T08:00:00Z","dimensions":[{"type":"ENERGY","volume":1}]}]}
        """;

    [Fact]
    public void OnlyWhatIsGivenChanges()
    {
        Apply<Evse>(Evse, """{"status":"CHARGING","capabilities":["RFID_READER"],"last_updated":"2019-06-24T12:40:00Z"}""", out var result).ShouldBeNull();

        var expected = JsonNode.Parse(Evse)!;
        (expected["status"], expected["capabilities"], expected["last_updated"]) = ("CHARGING", new JsonArray("RFID_READER"), "2019-06-24T12:40:00Z");
        SameJson.Difference(expected.ToJsonString(), result!).ShouldBeNull();
        result!.ShouldContain("\"custom\":{\"kept\":1.0}");
    }

    [Fact]
    public void ListsAndNestedObjectsAreReplacedWhole()
    {
        Apply<Evse>(Evse, """{"coordinates":{"latitude":"1.00000","longitude":"2.00000"},"last_updated":"2019-06-24T12:40:00Z"}""", out var result).ShouldBeNull();
        result!.ShouldContain("""{"latitude":"1.00000","longitude":"2.00000"}""");

        Apply<Evse>(Evse, """{"coordinates":{"latitude":"1.00000"},"last_updated":"2019-06-24T12:40:00Z"}""", out _)
            .ShouldNotBeNull().ShouldStartWith("coordinates.longitude is required: ");
    }

    [Fact]
    public void NullClearsAnOptionalMember()
    {
        Apply<Evse>(Evse, """{"floor_level":null,"last_updated":"2019-06-24T12:40:00Z"}""", out var result).ShouldBeNull();
        result!.ShouldNotContain("floor_level");
    }

    [Theory]
    [InlineData("""{"status":null,"last_updated":"2019-06-24T12:40:00Z"}""", "status must be one of")]
    [InlineData("""{"status":"OPEN","last_updated":"2019-06-24T12:40:00Z"}""", "status must be one of")]
    [InlineData("""{"status":"CHARGING"}""", "last_updated is required in a PATCH")]
    [InlineData("""{"status":"CHARGING","last_updated":null}""", "last_updated must be a date-time")]
    [InlineData("""{"connectors":[],"last_updated":"2019-06-24T12:40:00Z"}""", "connectors must be a list of at least 1 item")]
    [InlineData("[]", "the object must be an object")]
    [InlineData("{", "the object is not valid JSON")]
    public void Refused(string patch, string fault) => Apply<Evse>(Evse, patch, out _).ShouldNotBeNull().ShouldStartWith(fault);

    [Fact]
    public void ChargingPeriodsOfA221SessionAreAdded()
    {
        Apply<V221.Sessions.Session>(
            Session,
            """{"kwh":3,"charging_periods":[{"start_date_time":"2019-06-23T08:16:02Z","dimensions":[{"type":"ENERGY","volume":2}]}],"last_updated":"2019-06-23T08:16:02Z"}""",
            out var result).ShouldBeNull();

        var session = OcpiJson.Deserialize<V221.Sessions.Session>(result!);
        session.Kwh.ShouldBe(3);
        session.ChargingPeriods!.Select(p => p.Dimensions[0].Volume).ShouldBe([1, 2]);

        Apply<V221.Sessions.Session>(Session, """{"charging_periods":[],"last_updated":"2019-06-23T08:16:02Z"}""", out var same).ShouldBeNull();
        OcpiJson.Deserialize<V221.Sessions.Session>(same!).ChargingPeriods!.Count.ShouldBe(1);
    }

    [Fact]
    public void LastUpdatedIsNotAskedForIn211()
    {
        const string Token = """{"uid":"1","type":"RFID","auth_id":"A","issuer":"I","valid":true,"whitelist":"ALWAYS","last_updated":"2015-06-29T22:39:09Z"}""";

        OcpiPatch.TryApply<V211.Tokens.Token>(Token, """{"valid":false}"""u8, lastUpdatedRequired: false, out var result, out _).ShouldBeTrue();
        OcpiJson.Deserialize<V211.Tokens.Token>(result!).Valid.ShouldBeFalse();
    }

    [Fact]
    public void TheExamplesOfTheTextApply()
    {
        Assert.SkipUnless(SpecificationExamples.Available, SpecificationExamples.HowToGet);
        Apply<Evse>(Evse, SpecificationExamples.Text(OcpiVersion.V221, "location_patch_example_remove_evse"), out var removed).ShouldBeNull();
        OcpiJson.Deserialize<Evse>(removed!).Status.ShouldBe(Status.Removed);
        Apply<V221.Sessions.Session>(Session, SpecificationExamples.Text(OcpiVersion.V221, "session_patch_example_charging_period"), out var longer).ShouldBeNull();
        OcpiJson.Deserialize<V221.Sessions.Session>(longer!).ChargingPeriods!.Count.ShouldBe(2);
        Apply<V221.Sessions.Session>(Session, SpecificationExamples.Text(OcpiVersion.V221, "session_patch_example_total_cost"), out var priced).ShouldBeNull();
        OcpiJson.Deserialize<V221.Sessions.Session>(priced!).TotalCost!.ExclVat.ShouldBe(0.6m);
    }

    private static string? Apply<T>(string stored, string patch, out string? result) =>
        OcpiPatch.TryApply<T>(stored, Encoding.UTF8.GetBytes(patch), lastUpdatedRequired: true, out result, out var fault) ? null : fault;
}

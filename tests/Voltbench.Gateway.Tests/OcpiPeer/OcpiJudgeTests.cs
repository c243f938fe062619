using Voltbench.Ocpi;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.OcpiPeer;

/// <summary>The judge is judged too: what it takes for which object, and what it finds wrong.</summary>
public class OcpiJudgeTests
{
    private const string Evse =
        """
        {"uid":"E1","status":"AVAILABLE","connectors":[{"id":"1","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_3_PHASE","max_voltage":230,"max_amperage":32,
        "last_updated":"2026-01-01T00:00:00Z"}],"last_updated":"2026-01-01T00:00:00Z"}
        """;

    [Theory]
    [InlineData("PUT", "https://a.example/x/NL/TNM/L1/E1", "locations", Evse, null)]
    [InlineData("PUT", "https://a.example/x/nl/tnm/L1/E1/1", "locations", Evse, "id is required")]
    [InlineData("PUT", "https://a.example/x/NL/TNM/L1", "locations", Evse, "country_code is required")]
    [InlineData("PATCH", "https://a.example/x/NL/TNM/L1/E1", "locations", """{"status":"CHARGING","last_updated":"2026-01-01T00:00:00Z"}""", null)]
    [InlineData("PATCH", "https://a.example/x/NL/TNM/L1/E1", "locations", """{"status":"OPEN"}""", "status must be one of")]
    [InlineData("POST", "https://a.example/result/1", "commands", """{"result":"ACCEPTED"}""", null)]
    [InlineData("POST", "https://a.example/result/1", "commands", """{"result":"UNKNOWN_SESSION"}""", "result must be one of")]
    [InlineData("POST", "https://a.example/cdrs", "cdrs", "{}", "country_code is required")]
    [InlineData("GET", "https://a.example/tokens?offset=2", "tokens", null, null)]
    public void Requests(string method, string url, string module, string? body, string? violation)
    {
        var sent = new OcpiSent(OcpiVersion.V221, IsCpo: true, IsOut: true, method, url, module) { Body = body, Party = "/NL/TNM/" };

        Holds(OcpiJudge.Check(sent), violation);
    }

    [Theory]
    [InlineData("GET", "/ocpi/2.2.1/versions", """[{"version":"2.2.1","url":"https://a.example"}]""", 1000, null)]
    [InlineData("GET", "/ocpi/2.2.1/versions", """[{"version":"2.2.1"}]""", 1000, "[0].url is required")]
    [InlineData("GET", "/ocpi/2.2.1", """{"version":"2.2.1","endpoints":[]}""", 1000, "endpoints must be a list of at least 1 item")]
    [InlineData("GET", "/ocpi/2.2.1/locations?limit=1", "[]", 1000, null)]
    [InlineData("GET", "/ocpi/2.2.1/locations/L1/E1", Evse, 1000, null)]
    [InlineData("GET", "/ocpi/2.2.1/locations/L1/E1/1", Evse, 1000, "id is required")]
    [InlineData("GET", "/ocpi/2.2.1/locations/L1", null, 1000, "a success of this request has data")]
    [InlineData("GET", "/ocpi/2.2.1/locations/L1", null, 2003, null)]
    [InlineData("GET", "/ocpi/2.2.1/locations/L1", null, 999, "status_code is a number from 1000 to 4999")]
    [InlineData("POST", "/ocpi/2.2.1/commands/START_SESSION", """{"result":"ACCEPTED"}""", 1000, "timeout is required")]
    [InlineData("PUT", "/ocpi/2.2.1/tokens/DE/MSP/1", null, 1000, null)]
    public void Answers(string method, string url, string? data, int code, string? violation)
    {
        var body = $$"""{"status_code":{{code}},"timestamp":"2026-01-01T00:00:00Z"{{(data is null ? "" : $",\"data\":{data}")}}}""";

        Holds(OcpiJudge.Check(new OcpiSent(OcpiVersion.V221, IsCpo: true, IsOut: false, method, url, "any") { Body = body }), violation);
    }

    [Theory]
    [InlineData(null, "an answer has an envelope")]
    [InlineData("[]", "an envelope is an object")]
    [InlineData("{", "Expected depth")]
    [InlineData("""{"status_code":"1000","timestamp":"2026-01-01T00:00:00Z"}""", "status_code is a number")]
    [InlineData("""{"status_code":2000}""", "timestamp is a date-time")]
    [InlineData("""{"status_code":2000,"timestamp":"2026-01-01T00:00:00+01:00"}""", "timestamp is a date-time")]
    [InlineData("""{"status_code":2000,"status_message":null,"timestamp":"2026-01-01T00:00:00Z"}""", "status_message is text")]
    [InlineData("""{"status_code":2000,"timestamp":"2026-01-01T00:00:00Z","detail":1}""", "an envelope has no detail")]
    public void Envelopes(string? body, string violation) =>
        Holds(OcpiJudge.Check(new OcpiSent(OcpiVersion.V221, IsCpo: true, IsOut: false, "GET", "/ocpi/2.2.1/tariffs", "tariffs") { Body = body }), violation);

    [Fact]
    public void An_eMSP_has_paths_of_its_own()
    {
        const string Body = """{"status_code":1000,"timestamp":"2026-01-01T00:00:00Z","data":{"uid":"1"}}""";

        Holds(OcpiJudge.Check(new OcpiSent(OcpiVersion.V211, IsCpo: false, IsOut: false, "GET", "/ocpi/emsp/2.1.1/sessions/NL/TNM/1", "sessions") { Body = Body }), "id is required");
        Holds(OcpiJudge.Check(new OcpiSent(OcpiVersion.V211, IsCpo: false, IsOut: false, "GET", "/ocpi/emsp/2.1.1/locations/NL/TNM/L1/E1", "locations") { Body = Body }), "status is required");
        Holds(OcpiJudge.Check(new OcpiSent(OcpiVersion.V211, IsCpo: false, IsOut: true, "POST", "https://a.example/commands/STOP_SESSION", "commands") { Body = "{}" }), "response_url is required");
    }

    private static void Holds(string? found, string? expected)
    {
        if (expected is null)
            found.ShouldBeNull();
        else
            found.ShouldNotBeNull().ShouldStartWith(expected);
    }
}

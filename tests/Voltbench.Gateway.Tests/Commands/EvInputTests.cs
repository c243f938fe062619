using System.Net;
using System.Text;
using System.Text.Json;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Commands;

public class EvInputTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData("""{"battery_kwh":50,"dc_curve":[{"soc":0,"kw":50}]}""", "body.event.ev.dc_curve", "too_short")]
    [InlineData("""{"battery_kwh":50,"dc_curve":[{"soc":0,"kw":50},{"soc":0,"kw":10}]}""", "body.event.ev.dc_curve.1", "value_error")]
    [InlineData("""{"battery_kwh":50,"dc_curve":[{"soc":0,"kw":50},{"kw":10}]}""", "body.event.ev.dc_curve.1.soc", "missing")]
    [InlineData("""{"battery_kwh":50,"dc_curve":[{"soc":0,"kw":50},{"soc":101,"kw":10}]}""", "body.event.ev.dc_curve.1.soc", "less_than_equal")]
    [InlineData("""{"battery_kwh":50,"dc_curve":[{"soc":0,"kw":-1},{"soc":1,"kw":10}]}""", "body.event.ev.dc_curve.0.kw", "greater_than_equal")]
    [InlineData("""{"battery_kwh":50,"dc_curve":{}}""", "body.event.ev.dc_curve", "list_type")]
    [InlineData("""{"battery_kwh":0}""", "body.event.ev.battery_kwh", "greater_than_equal")]
    [InlineData("""{"battery_kwh":50,"cos_phi":0.4}""", "body.event.ev.cos_phi", "greater_than_equal")]
    [InlineData("""{"battery_kwh":50,"cos_phi":"1"}""", "body.event.ev.cos_phi", "float_type")]
    [InlineData("""{"battery_kwh":50,"taper_from_percent":100}""", "body.event.ev.taper_from_percent", "less_than_equal")]
    [InlineData("""{"battery_kwh":50,"final_power_share":0}""", "body.event.ev.final_power_share", "greater_than_equal")]
    [InlineData("""{"battery_kwh":50,"arrival_soc_percent":-1}""", "body.event.ev.arrival_soc_percent", "greater_than_equal")]
    [InlineData("""{"battery_kwh":50,"ac_efficiency":1.1}""", "body.event.ev.ac_efficiency", "less_than_equal")]
    [InlineData("""{"battery_kwh":50,"min_current_a":81}""", "body.event.ev.min_current_a", "less_than_equal")]
    [InlineData("""{"battery_kwh":50,"cable_max_a":-1}""", "body.event.ev.cable_max_a", "greater_than_equal")]
    [InlineData("""{"battery_kwh":50,"ramp_seconds":3601}""", "body.event.ev.ramp_seconds", "less_than_equal")]
    [InlineData("""{"battery_kwh":50,"ac_phases":4}""", "body.event.ev.ac_phases", "less_than_equal")]
    [InlineData("""{"battery_kwh":50,"iso15118":1}""", "body.event.ev.iso15118", "bool_type")]
    [InlineData("""{"like":"horse","battery_kwh":50}""", "body.event.ev.like", "enum")]
    [InlineData("\"vw-id4\"", "body.event.ev", "enum")]
    public async Task Wrong_figures_are_refused_by_name(string ev, string loc, string type)
    {
        using var content = new StringContent("""{"target":{"charger_id":"dep-x"},"event":{"id_tag":"A","ev":""" + ev + "}}", Encoding.UTF8, "application/json");
        using var answer = await gateway.Client.PostAsync(new Uri("ocpp/commands/start-session", UriKind.Relative), content);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var violation = body.RootElement.GetProperty("detail").EnumerateArray().Single();
        string.Join('.', violation.GetProperty("loc").EnumerateArray().Select(static part => part.ToString())).ShouldBe(loc);
        violation.GetProperty("type").GetString().ShouldBe(type);
    }

    [Fact]
    public async Task Every_car_is_listed_with_its_figures()
    {
        using var answer = await gateway.Client.GetAsync(new Uri("ocpp/ev-profiles?limit=100", UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var cars = body.RootElement.GetProperty("data").EnumerateArray().ToList();
        cars.Count.ShouldBe(body.RootElement.GetProperty("total").GetInt32());
        var id3 = cars.Single(static c => c.GetProperty("name").GetString() == "vw-id3-58");
        id3.GetProperty("battery_kwh").GetDouble().ShouldBe(58);
        id3.GetProperty("dc_curve").EnumerateArray().First().GetProperty("kw").GetDouble().ShouldBe(95);
        id3.GetProperty("iso15118").GetBoolean().ShouldBeTrue();
    }
}

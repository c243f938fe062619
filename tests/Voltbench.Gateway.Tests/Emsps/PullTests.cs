using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;

namespace Voltbench.Gateway.Tests.Emsps;

/// <summary>What an eMSP makes of the lists of a CPO.</summary>
public class PullTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Right_objects_are_kept_and_wrong_ones_named_page_by_page()
    {
        await using var cpo = await StartAsync();
        var id = await RegisterAsync(cpo);
        cpo.Scripts["/tariffs"] = http =>
        {
            if (http.Request.Query.ContainsKey("offset"))
                return FakePeer.WriteAsync(http, new JsonArray(Tariff("T4")));
            http.Response.Headers.Link = $"<{cpo.Address}/tariffs?offset=3>; rel=\"next\"";
            http.Response.Headers["X-Total-Count"] = "4";
            var broken = Tariff("T2");
            broken.Remove("currency");
            return FakePeer.WriteAsync(http, new JsonArray(Tariff("T1"), broken, Tariff("T3", "XXX")));
        };

        var report = await PullAsync(id);
        report["error"].ShouldBeNull(report.ToJsonString());
        (report["pages"]!.GetValue<int>(), report["objects"]!.GetValue<int>(), report["added"]!.GetValue<int>(), report["total"]!.GetValue<int>()).ShouldBe((2, 4, 2, 4));
        var faults = report["faults"]!.AsArray().Select(static fault => fault!.GetValue<string>()).ToList();
        faults.Count.ShouldBe(2);
        faults[0].ShouldStartWith("tariffs T2: currency");
        faults[1].ShouldBe("tariffs T3: NL*XXX is none of the parties of the CPO's credentials.");
        var kept = (await gateway.Client.GetFromJsonAsync<JsonNode>($"ocpi/emsps/{id}/objects?module=tariffs"))!["data"]!.AsArray();
        kept.Select(static row => row!["object"]!["id"]!.GetValue<string>()).Order(StringComparer.Ordinal).ShouldBe(["T1", "T4"]);
    }

    [Fact]
    public async Task A_link_to_elsewhere_is_not_followed()
    {
        await using var cpo = await StartAsync();
        var id = await RegisterAsync(cpo);
        cpo.Scripts["/tariffs"] = http =>
        {
            http.Response.Headers.Link = $"<{cpo.Address.Replace("http:", "https:", StringComparison.Ordinal)}/tariffs?offset=1>; rel=\"next\"";
            return FakePeer.WriteAsync(http, new JsonArray(Tariff("T1")));
        };

        var report = await PullAsync(id);
        (report["pages"]!.GetValue<int>(), report["added"]!.GetValue<int>()).ShouldBe((1, 1));
        report["error"]!.GetValue<string>().ShouldStartWith("Link leads elsewhere than the endpoint: https://");
    }

    private static JsonObject Tariff(string id, string party = "TNM") => new()
    {
        ["country_code"] = "NL",
        ["party_id"] = party,
        ["id"] = id,
        ["currency"] = "EUR",
        ["elements"] = new JsonArray(new JsonObject { ["price_components"] = new JsonArray(new JsonObject { ["type"] = "FLAT", ["price"] = 1, ["step_size"] = 1 }) }),
        ["last_updated"] = "2025-06-30T12:00:00Z",
    };

    private static async Task<FakePeer> StartAsync()
    {
        var cpo = await FakePeer.StartAsync(OcpiVersion.V221, "CPO");
        cpo.Endpoints.Clear();
        cpo.Endpoints.Add(("credentials", "SENDER"));
        cpo.Endpoints.Add(("tariffs", "SENDER"));
        return cpo;
    }

    private async Task<string> RegisterAsync(FakePeer cpo)
    {
        var made = await gateway.Client.PostAsJsonAsync("ocpi/emsps", new { country_code = "NL", party_id = "PUL" });
        var id = (await made.Content.ReadFromJsonAsync<JsonNode>())!["emsp_id"]!.GetValue<string>();
        var answer = await gateway.Client.PostAsJsonAsync($"ocpi/emsps/{id}/handshake", new { token = cpo.Token, url = cpo.VersionsUrl });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return id;
    }

    private async Task<JsonNode> PullAsync(string id)
    {
        var answer = await gateway.Client.PostAsJsonAsync($"ocpi/emsps/{id}/pull", new { module = "tariffs" });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}

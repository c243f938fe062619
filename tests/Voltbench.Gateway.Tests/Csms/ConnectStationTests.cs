using System.Net;
using System.Text.Json;
using Voltbench.Testing.Stations;

namespace Voltbench.Gateway.Tests.Csms;

/// <summary>The handshake of the built-in CSMS.</summary>
public class ConnectStationTests(CsmsFixture gateway) : IClassFixture<CsmsFixture>
{
    private const string Key = "a key of a station";

    [Theory]
    [InlineData("ocpp1.6", "ocpp1.6")]
    [InlineData("ocpp2.0.1", "ocpp2.0.1")]
    [InlineData("ocpp2.0.1, ocpp1.6", "ocpp2.0.1")]
    [InlineData("ocpp1.6, ocpp2.0.1", "ocpp1.6")]
    [InlineData("ocpp2.1,ocpp2.0.1", "ocpp2.0.1")]
    public async Task Speaks_the_version_the_station_prefers(string offered, string chosen)
    {
        var answer = await FakeStation.TryConnectAsync(gateway.Socket("SUB"), offered);
        answer.Status.ShouldBe(101);
        answer.Headers["Sec-WebSocket-Protocol"].ShouldBe(chosen);
        await using var station = answer.Station!;
        (await station.CallAsync("Heartbeat", "{}"))[0].GetInt32().ShouldBe(3);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ocpp2.1")]
    [InlineData("OCPP1.6")]
    [InlineData("soap")]
    public async Task Refuses_without_a_version_it_speaks(string? offered)
    {
        var answer = await FakeStation.TryConnectAsync(gateway.Socket("SUB"), offered);
        answer.Status.ShouldBe(400);
        answer.Body.ShouldContain("ocpp2.0.1");
    }

    [Theory]
    [InlineData("/csms/not-a-uuid/CP1")]
    [InlineData("/csms/00000000-0000-0000-0000-000000000001/CP%201")]
    [InlineData("/csms/00000000-0000-0000-0000-000000000001/CP%2F1")]
    [InlineData("/csms/00000000-0000-0000-0000-000000000001/CP%0A")]
    [InlineData("/csms/00000000-0000-0000-0000-000000000001/%E2%82%AC")]
    [InlineData("/csms/00000000-0000-0000-0000-000000000001/0123456789012345678901234567890123456789012345678")]
    [InlineData("/csms/00000000-0000-0000-0000-000000000001/")]
    [InlineData("/csms/00000000-0000-0000-0000-000000000001/a/b")]
    public async Task An_address_that_names_no_station_is_not_found(string path)
    {
        var answer = await FakeStation.TryConnectAsync(new Uri(gateway.Address, path), "ocpp1.6");
        answer.Status.ShouldBe(404);
        answer.Body.ShouldContain("detail");
    }

    [Fact]
    public async Task The_identity_is_percent_decoded()
    {
        await using var station = await gateway.ConnectAsync("A%2AB%7CC%3D%40");
        await station.CallAsync("Heartbeat", "{}");
        using var answer = await gateway.Client.GetAsync("csms/stations/A%2AB%7CC%3D%40");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"identity\":\"A*B|C=@\"");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("KEYED:wrong")]
    [InlineData("KEYED:")]
    [InlineData("KEYED")]
    [InlineData("OTHER:" + Key)]
    [InlineData("keyed:" + Key)]
    [InlineData("KEYED:" + Key + " ")]
    public async Task A_charger_with_a_key_must_show_it(string? credentials)
    {
        await EnsureKeyedAsync();
        var answer = await FakeStation.TryConnectAsync(gateway.Socket("KEYED"), "ocpp1.6", credentials);
        answer.Status.ShouldBe(401);
        answer.Headers["WWW-Authenticate"].ShouldStartWith("Basic");
        answer.Body.ShouldNotContain(Key);
    }

    [Fact]
    public async Task A_charger_that_shows_its_key_is_welcome()
    {
        await EnsureKeyedAsync();
        await using var station = await FakeStation.ConnectAsync(gateway.Socket("KEYED"), "ocpp1.6", "KEYED:" + Key);
        (await station.CallAsync("Heartbeat", "{}"))[0].GetInt32().ShouldBe(3);

        // The key is that of this organization's charger only.
        await using var other = await FakeStation.ConnectAsync(gateway.Socket("KEYED", gateway.OtherOrganization), "ocpp1.6");
        (await other.CallAsync("Heartbeat", "{}"))[0].GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task A_charger_may_have_another_user()
    {
        await gateway.AddChargerAsync("NAMED", Key, "somebody");
        (await FakeStation.TryConnectAsync(gateway.Socket("NAMED"), "ocpp1.6", "NAMED:" + Key)).Status.ShouldBe(401);
        await using var station = await FakeStation.ConnectAsync(gateway.Socket("NAMED"), "ocpp1.6", "somebody:" + Key);
    }

    [Fact]
    public async Task A_browser_is_told_what_this_is()
    {
        using var answer = await gateway.Anonymous.GetAsync($"csms/{gateway.Organization}/CP1");
        answer.StatusCode.ShouldBe(HttpStatusCode.UpgradeRequired);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("WebSocket");
    }

    [Fact]
    public async Task A_thousand_stations_may_come_at_once()
    {
        var stations = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => gateway.ConnectAsync($"CROWD{i}")));
        var answers = await Task.WhenAll(stations.Select(s => s.CallAsync("BootNotification", """{"chargePointVendor":"V","chargePointModel":"M"}""")));
        answers.ShouldAllBe(a => a[2].GetProperty("status").GetString() == "Accepted" && a[2].GetProperty("interval").GetInt32() == 60);
        foreach (var station in stations)
            await station.DisposeAsync();
    }

    private async Task EnsureKeyedAsync()
    {
        using var known = await gateway.Client.GetAsync("ocpp/chargers?limit=100");
        using var body = JsonDocument.Parse(await known.Content.ReadAsStringAsync());
        if (!body.RootElement.GetProperty("data").EnumerateArray().Any(c => c.GetProperty("identity").GetString() == "KEYED"))
            await gateway.AddChargerAsync("KEYED", Key);
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Locations;

public class LocationsTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private const string LaDefense =
        """
        {"name":"La Defense Charging Hub","address":"14 Rue de la Paix","city":"Paris","country":"FR",
         "coordinates":{"latitude":48.8566,"longitude":2.3522},"timezone":"Europe/Paris","owner_name":"VINCI Autoroutes","public":true}
        """;

    [Fact]
    public async Task The_worked_example()
    {
        var (status, created) = await SendAsync(HttpMethod.Post, "ocpp/locations", LaDefense);
        status.ShouldBe(HttpStatusCode.Created);
        created.GetProperty("name").GetString().ShouldBe("La Defense Charging Hub");
        created.GetProperty("address").GetString().ShouldBe("14 Rue de la Paix");
        created.GetProperty("city").GetString().ShouldBe("Paris");
        created.GetProperty("country").GetString().ShouldBe("FR");
        created.GetProperty("coordinates").GetProperty("latitude").GetDouble().ShouldBe(48.8566);
        created.GetProperty("coordinates").GetProperty("longitude").GetDouble().ShouldBe(2.3522);
        created.GetProperty("timezone").GetString().ShouldBe("Europe/Paris");
        created.GetProperty("owner_name").GetString().ShouldBe("VINCI Autoroutes");
        created.GetProperty("public").GetBoolean().ShouldBeTrue();
        created.GetProperty("status").GetString().ShouldBe("active");
        created.GetProperty("slug").GetString()!.ShouldMatch("^la-defense-charging-hub-[0-9a-f]{8}$");
        foreach (var time in (string[])["created_at", "updated_at"])
            created.GetProperty(time).GetString()!.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$");

        var path = $"ocpp/locations/{created.GetProperty("id").GetGuid()}";
        (await SendAsync(HttpMethod.Get, path)).Body.ToString().ShouldBe(created.ToString());
        var (changedStatus, changed) = await SendAsync(
            HttpMethod.Put, path, """{"name": "La Defense Charging Hub - West", "timezone": "Europe/Paris", "public": false}""");
        changedStatus.ShouldBe(HttpStatusCode.OK);
        Differences(created, changed).ShouldBe(["name", "public", "updated_at"], ignoreOrder: true);
        changed.GetProperty("updated_at").GetDateTimeOffset().ShouldBeGreaterThan(created.GetProperty("updated_at").GetDateTimeOffset());
        (await SendAsync(HttpMethod.Get, path)).Body.ToString().ShouldBe(changed.ToString());
    }

    [Theory]
    [InlineData("""{"country":"XX"}""", 400)]
    [InlineData("""{"country":"UK"}""", 400)]
    [InlineData("""{"timezone":"Europe/Nowhere"}""", 400)]
    [InlineData("""{"timezone":"../../etc/passwd"}""", 400)]
    [InlineData("""{"timezone":"localtime"}""", 400)]
    [InlineData("""{"timezone":"posix/Europe/Paris"}""", 400)]
    [InlineData("""{"timezone":"CET-1CEST"}""", 400)]
    [InlineData("""{"timezone":"America/Argentina/Buenos_Aires"}""", 200)]
    [InlineData("""{"timezone":null,"owner_name":null,"public":null,"slug":null,"status":null}""", 200)]
    [InlineData("""{"name":null}""", 422)]
    [InlineData("""{"address":null}""", 422)]
    [InlineData("""{"city":null}""", 422)]
    [InlineData("""{"country":null}""", 422)]
    [InlineData("""{"coordinates":null}""", 422)]
    [InlineData("""{"coordinates":{"latitude":1}}""", 422)]
    [InlineData("""{"slug":"Not A Slug"}""", 422)]
    [InlineData("""{"slug":"a-line\n"}""", 422)]
    [InlineData("{}", 200)]
    [InlineData("""{"unknown":1}""", 200)]
    public async Task Partial_updates(string change, int status)
    {
        var path = $"ocpp/locations/{(await SendAsync(HttpMethod.Post, "ocpp/locations", LaDefense)).Body.GetProperty("id").GetGuid()}";
        var before = (await SendAsync(HttpMethod.Get, path)).Body;
        var (actual, _) = await SendAsync(HttpMethod.Put, path, change);
        ((int)actual).ShouldBe(status);
        using var wish = JsonDocument.Parse(change);
        var expected = status == 200
            ? wish.RootElement.EnumerateObject().Select(member => member.Name).Where(name => name != "unknown").ToList()
            : [];
        if (expected.Count > 0)
            expected.Add("updated_at");
        Differences(before, (await SendAsync(HttpMethod.Get, path)).Body).ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public async Task A_taken_slug_is_a_409_in_the_organization_only()
    {
        var first = (await SendAsync(HttpMethod.Post, "ocpp/locations", LaDefense)).Body;
        var second = (await SendAsync(HttpMethod.Post, "ocpp/locations", LaDefense)).Body;
        var wish = $$"""{"slug":"{{first.GetProperty("slug").GetString()}}"}""";
        (await SendAsync(HttpMethod.Put, $"ocpp/locations/{second.GetProperty("id").GetGuid()}", wish)).Status.ShouldBe(HttpStatusCode.Conflict);

        var foreign = (await SendAsync(HttpMethod.Post, "ocpp/locations", LaDefense, gateway.OtherClient)).Body;
        (await SendAsync(HttpMethod.Put, $"ocpp/locations/{foreign.GetProperty("id").GetGuid()}", wish, gateway.OtherClient)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Pages_are_stable_and_complete()
    {
        using var client = gateway.CreateClient(Tokens.User(Guid.NewGuid()));
        var created = new List<Guid>();
        for (var i = 0; i < 7; i++)
            created.Add((await SendAsync(HttpMethod.Post, "ocpp/locations", LaDefense, client)).Body.GetProperty("id").GetGuid());
        await SendAsync(HttpMethod.Put, $"ocpp/locations/{created[0]}", """{"name":"changed"}""", client);
        var seen = new List<Guid>();
        for (var page = 1; page <= 4; page++)
        {
            var (_, body) = await SendAsync(HttpMethod.Get, $"ocpp/locations?page={page}&limit=3", null, client);
            body.GetProperty("total").GetInt32().ShouldBe(7);
            body.GetProperty("page").GetInt32().ShouldBe(page);
            body.GetProperty("limit").GetInt32().ShouldBe(3);
            seen.AddRange(body.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()));
        }

        seen.ShouldBe(created);
    }

    [Fact]
    public async Task Delete_removes_it_once()
    {
        var path = $"ocpp/locations/{(await SendAsync(HttpMethod.Post, "ocpp/locations", LaDefense)).Body.GetProperty("id").GetGuid()}";
        (await SendAsync(HttpMethod.Get, path)).Status.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(HttpMethod.Delete, path)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await SendAsync(HttpMethod.Get, path)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await SendAsync(HttpMethod.Delete, path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string? body = null, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await (client ?? gateway.Client).SendAsync(request);
        return (answer.StatusCode, answer.StatusCode == HttpStatusCode.NoContent ? default : await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static List<string> Differences(JsonElement before, JsonElement after) =>
        before.EnumerateObject().Where(member => member.Value.ToString() != after.GetProperty(member.Name).ToString()).Select(member => member.Name).ToList();
}

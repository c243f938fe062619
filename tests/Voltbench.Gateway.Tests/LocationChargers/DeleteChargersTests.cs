using Voltbench.Gateway.Tests.Chargers;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.LocationChargers;

public class DeleteChargersTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Named_chargers_go_and_the_others_stay()
    {
        var (location, ids) = await CreateAsync(3);
        var reply = await gateway.Client.ExpectAsync(
            HttpMethod.Delete, $"/ocpp/locations/{location}/chargers?charger_ids={ids[0]}&charger_ids=dep-0&charger_ids={ids[2]}&charger_ids={ids[0]}", null, 200);
        reply.Body.GetProperty("deleted").EnumerateArray().Select(d => d.GetString()).ShouldBe([ids[0], ids[2]]);
        reply.Body.GetProperty("failed").EnumerateArray().Select(f => f.GetProperty("charger_id").GetString()).ShouldBe(["dep-0"]);
        await gateway.Client.GetAsync($"/ocpp/chargers/{ids[0]}", 404);
        await gateway.Client.GetAsync($"/ocpp/chargers/{ids[1]}", 200);
        (await gateway.ScalarAsync<long>("select count(*) from ocpp.chargers where location_id = @location", new { location })).ShouldBe(1);
    }

    [Fact]
    public async Task An_identity_is_free_again_after_the_answer()
    {
        var location = await gateway.CreateLocationAsync();
        for (var round = 0; round < 2; round++)
        {
            var wish = ChargerApi.Wish("D-again");
            wish["location_id"] = location;
            var id = (await gateway.Client.CreateAsync(wish)).String("charger_id");
            await gateway.Client.ExpectAsync(HttpMethod.Delete, $"/ocpp/locations/{location}/chargers?charger_ids={id}", null, 200);
        }
    }

    [Fact]
    public async Task As_many_go_at_once_as_can_come_at_once()
    {
        var (location, ids) = await CreateAsync(1);
        var query = string.Join('&', Enumerable.Range(0, 9_999).Select(i => $"charger_ids=dep-{i:x20}").Append($"charger_ids={ids[0]}"));
        var reply = await gateway.Client.ExpectAsync(HttpMethod.Delete, $"/ocpp/locations/{location}/chargers?{query}", null, 200);
        reply.Body.GetProperty("deleted").EnumerateArray().Select(d => d.GetString()).ShouldBe(ids);
        reply.Body.GetProperty("failed").GetArrayLength().ShouldBe(9_999);
    }

    [Fact]
    public async Task Ids_are_required()
    {
        var (location, ids) = await CreateAsync(1);
        (await gateway.Client.ExpectAsync(HttpMethod.Delete, $"/ocpp/locations/{location}/chargers", null, 422)).Violations.ShouldBe(["query.charger_ids missing"]);
        await gateway.Client.GetAsync($"/ocpp/chargers/{ids[0]}", 200);
    }

    [Fact]
    public async Task Another_organization_deletes_nothing()
    {
        var (location, ids) = await CreateAsync(1);
        await gateway.OtherClient.ExpectAsync(HttpMethod.Delete, $"/ocpp/locations/{location}/chargers?charger_ids={ids[0]}", null, 404);
        var theirs = await gateway.CreateLocationAsync(gateway.OtherOrganization);
        var reply = await gateway.OtherClient.ExpectAsync(HttpMethod.Delete, $"/ocpp/locations/{theirs}/chargers?charger_ids={ids[0]}", null, 200);
        reply.Body.GetProperty("deleted").GetArrayLength().ShouldBe(0);
        await gateway.Client.GetAsync($"/ocpp/chargers/{ids[0]}", 200);
    }

    private async Task<(Guid Location, List<string> Ids)> CreateAsync(int count)
    {
        var location = await gateway.CreateLocationAsync();
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var wish = ChargerApi.Wish($"D-{Guid.NewGuid():N}");
            wish["location_id"] = location;
            ids.Add((await gateway.Client.CreateAsync(wish)).String("charger_id"));
        }

        return (location, ids);
    }
}

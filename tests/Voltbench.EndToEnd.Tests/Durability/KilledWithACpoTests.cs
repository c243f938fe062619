using System.Net;
using System.Text.Json;
using Voltbench.EndToEnd.Tests.Processes;

namespace Voltbench.EndToEnd.Tests.Durability;

/// <summary>SIGKILL while a CPO is made and while it is destroyed.</summary>
public sealed class KilledWithACpoTests
{
    private const int Locations = 60;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Locations / 2)]
    public async Task A_cpo_killed_in_its_making_is_made_once(int locationsBeforeKill)
    {
        await using var gateway = await GatewayProcess.StartAsync("Provisioning:MaxChunk=50");
        var created = await CreateAsync(gateway);
        var id = created.GetProperty("cpo_id").GetString()!;
        await UntilAsync(async () => await DoneAsync(gateway, id) >= locationsBeforeKill);
        await gateway.KillAsync();
        await gateway.StartAgainAsync();

        await UntilAsync(async () => (await gateway.Client.GetJsonAsync($"/ocpi/cpos/{id}/status")).GetProperty("status").GetString() == "READY");
        (await DoneAsync(gateway, id)).ShouldBe(Locations);
        var promised = created.GetProperty("topology");
        (await gateway.Client.GetJsonAsync($"/ocpi/cpos/{id}")).GetProperty("topology").GetRawText().ShouldBe(promised.GetRawText());
        (await TotalAsync(gateway, "/ocpp/locations")).ShouldBe(Locations);
        (await TotalAsync(gateway, "/ocpp/chargers")).ShouldBe(promised.GetProperty("chargers").GetInt32());
        (await TotalAsync(gateway, "/ocpi/cpos")).ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cpo_killed_in_its_end_goes_whole(bool isReady)
    {
        await using var gateway = await GatewayProcess.StartAsync("Provisioning:MaxChunk=50");
        var id = (await CreateAsync(gateway)).GetProperty("cpo_id").GetString()!;
        await UntilAsync(async () => await DoneAsync(gateway, id) >= (isReady ? Locations : 1));
        await gateway.Client.SendAsync(HttpMethod.Delete, $"/ocpi/cpos/{id}", HttpStatusCode.NoContent);
        await gateway.KillAsync();
        await gateway.StartAgainAsync();

        await gateway.Client.SendAsync(HttpMethod.Get, $"/ocpi/cpos/{id}", HttpStatusCode.NotFound);
        await gateway.Client.SendAsync(HttpMethod.Delete, $"/ocpi/cpos/{id}", HttpStatusCode.NoContent);
        await UntilAsync(async () => await TotalAsync(gateway, "/ocpp/chargers") == 0 && await TotalAsync(gateway, "/ocpp/locations") == 0);
    }

    private static Task<JsonElement> CreateAsync(GatewayProcess gateway) => gateway.Client.SendAsync(
        HttpMethod.Post,
        "/ocpi/cpos",
        HttpStatusCode.Accepted,
        new { template = "city-network", country_code = "DE", party_id = "KIL", overrides = new { locations = Locations } });

    private static async Task<int> DoneAsync(GatewayProcess gateway, string id)
    {
        var progress = (await gateway.Client.GetJsonAsync($"/ocpi/cpos/{id}/status")).GetProperty("progress");
        return progress.ValueKind == JsonValueKind.Null ? 0 : progress.GetProperty("locations").GetProperty("done").GetInt32();
    }

    private static async Task<int> TotalAsync(GatewayProcess gateway, string path) =>
        (await gateway.Client.GetJsonAsync($"{path}?limit=1")).GetProperty("total").GetInt32();

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(Limit);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}

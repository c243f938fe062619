using System.Text.Json.Nodes;

namespace Voltbench.Gateway.Demo;

/// <summary>
/// Makes the demo true, through the public API alone: a location with ten chargers on the built-in CSMS, three of them charging. What is
/// there already stays as it is, so that it may run at every start.
/// </summary>
internal sealed class DemoLab(DemoApi api, string csmsUrl, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <summary>A charger boots in well under a second; a busy machine may take longer.</summary>
    private static readonly TimeSpan BootLimit = TimeSpan.FromSeconds(60);

    /// <returns>The location, and how many of its chargers charge.</returns>
    /// <exception cref="HttpRequestException">The API refused a step.</exception>
    /// <exception cref="TimeoutException">A charger that should charge did not boot or did not start.</exception>
    public async Task<(string LocationId, int Charging)> BringUpAsync(CancellationToken ct)
    {
        var location = await api.FindLocationAsync(DemoCharger.LocationName, ct)
            ?? await api.CreateLocationAsync(DemoCharger.LocationName, ct);
        var present = await api.ChargersAsync(location, ct);
        foreach (var charger in DemoCharger.All)
        {
            if (!present.TryGetValue(charger.Identity, out var row))
                await api.CreateChargerAsync(charger, location, csmsUrl, ct);
            else if ((string?)row["ws_url"] != csmsUrl)
                await api.MoveChargerAsync((string)row["id"]!, csmsUrl, ct);
        }

        var chargers = await api.ChargersAsync(location, ct);
        var charging = 0;
        foreach (var charger in DemoCharger.All.Where(c => c.Charges))
        {
            await ChargeAsync((string)chargers[charger.Identity]["id"]!, charger, ct);
            charging++;
        }

        return (location, charging);
    }

    private async Task ChargeAsync(string id, DemoCharger charger, CancellationToken ct)
    {
        await UntilAsync(id, charger, "boot", row => (string?)row["runtime"]?["boot_status"] == "Accepted", ct);
        if (!IsCharging(await api.ChargerAsync(id, ct)))
        {
            await api.StartSessionAsync(id, "DEMO-TAG", ct);
            await UntilAsync(id, charger, "start its session", IsCharging, ct);
        }
    }

    private async Task UntilAsync(string id, DemoCharger charger, string what, Func<JsonNode, bool> reached, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var row = await api.ChargerAsync(id, ct);
            if (reached(row))
                return;
            if (time.GetElapsedTime(start) > BootLimit)
                throw new TimeoutException($"{charger.Identity} did not {what} within {BootLimit.TotalSeconds} s; its last error: {(string?)row["runtime"]?["last_error"] ?? "none"}.");
            await Task.Delay(Poll, time, ct);
        }
    }

    private static bool IsCharging(JsonNode charger) =>
        charger["runtime"]?["connectors"]?.AsArray().Any(c => c!["transaction_id"] is not null) == true;
}

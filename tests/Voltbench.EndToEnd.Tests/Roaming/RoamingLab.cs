using System.Net;
using System.Text.Json;
using Voltbench.EndToEnd.Tests.Processes;

namespace Voltbench.EndToEnd.Tests.Roaming;

/// <summary>An EVSE of the CPO with the charger behind it.</summary>
internal sealed record RoamingEvse(string LocationId, string EvseUid, string ChargerId, string TimeZone);

/// <summary>A CPO and an eMSP of one gateway process that are registered with each other, driven through the public API alone.</summary>
internal sealed class RoamingLab(GatewayProcess gateway, string version)
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public HttpClient Client => gateway.Client;

    public string Version { get; } = version;

    public string Cpo { get; private set; } = "";

    public string Emsp { get; private set; } = "";

    /// <summary>The answer that made the CPO.</summary>
    public JsonElement Created { get; private set; }

    public async Task CreateAsync(string template)
    {
        await CreateCpoAsync(template);
        await CreateEmspAsync();
        await HandshakeAsync();
    }

    public async Task CreateCpoAsync(string template)
    {
        Created = await Client.SendAsync(HttpMethod.Post, "/ocpi/cpos", HttpStatusCode.Accepted, new
        {
            template,
            country_code = "DE",
            party_id = "VLT",
            ocpi_version = Version,
            seed = 7,
        });
        Cpo = Created.GetProperty("cpo_id").GetString()!;
        var status = await Client.WaitForFinalAsync($"/ocpi/cpos/{Cpo}/status", Limit);
        status.GetProperty("status").GetString().ShouldBe("READY", status.ToString());
    }

    public async Task CreateEmspAsync() =>
        Emsp = (await Client.SendAsync(HttpMethod.Post, "/ocpi/emsps", HttpStatusCode.Created, new { country_code = "NL", party_id = "TST", ocpi_version = Version }))
            .GetProperty("emsp_id").GetString()!;

    public Task<JsonElement> HandshakeAsync() =>
        Client.SendAsync(HttpMethod.Post, $"/ocpi/emsps/{Emsp}/handshake", HttpStatusCode.OK, Created.GetProperty("roam_helper").GetProperty("credentials_payload"));

    public Task<JsonElement> PullAsync(string module) => Client.SendAsync(HttpMethod.Post, $"/ocpi/emsps/{Emsp}/pull", HttpStatusCode.OK, new { module });

    public Task PutTokenAsync(string uid) => Client.SendAsync(HttpMethod.Post, $"/ocpi/emsps/{Emsp}/tokens", HttpStatusCode.Created, new { uid });

    public async Task<IReadOnlyList<JsonElement>> ObjectsAsync(string module) =>
        [.. (await Client.GetJsonAsync($"/ocpi/emsps/{Emsp}/objects?module={module}&limit=100")).GetProperty("data").EnumerateArray()];

    /// <summary>The first object of a module for which <paramref name="wanted"/> holds, as soon as the eMSP has one.</summary>
    public async Task<JsonElement> WaitForObjectAsync(string module, Func<JsonElement, bool> wanted, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var objects = (await ObjectsAsync(module)).Select(o => o.GetProperty("object")).ToList();
            if (objects.Where(wanted).Select(o => (JsonElement?)o).FirstOrDefault() is { } found)
                return found;
            if (TimeProvider.System.GetElapsedTime(started) > Limit)
                throw new TimeoutException($"{what} within {Limit.TotalSeconds} s: {string.Join('\n', objects)}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    /// <summary>A command with its result; both must be ACCEPTED.</summary>
    public async Task<JsonElement> CommandAsync(string command, object body)
    {
        var sent = await Client.SendAsync(HttpMethod.Post, $"/ocpi/emsps/{Emsp}/commands/{command}", HttpStatusCode.Accepted, body);
        sent.GetProperty("response").ValueKind.ShouldBe(JsonValueKind.Object, sent.ToString());
        sent.GetProperty("response").GetProperty("result").GetString().ShouldBe("ACCEPTED", sent.ToString());
        sent.GetProperty("result").ValueKind.ShouldBe(JsonValueKind.Object, sent.ToString());
        sent.GetProperty("result").GetProperty("result").GetString().ShouldBe("ACCEPTED", sent.ToString());
        return sent;
    }

    /// <summary>An EVSE that the eMSP was told is AVAILABLE, of a charger of the given OCPP version.</summary>
    public async Task<RoamingEvse> FindFreeAsync(string ocppVersion)
    {
        var locations = (await Client.GetJsonAsync($"/ocpi/cpos/{Cpo}/locations?limit=100")).GetProperty("data");
        var chargers = locations.EnumerateArray()
            .SelectMany(l => l.GetProperty("chargers").EnumerateArray())
            .Where(c => c.GetProperty("ocpp_version").GetString() == ocppVersion)
            .SelectMany(c => c.GetProperty("evses").EnumerateArray().Select(e => (Uid: e.GetProperty("evse_uid").GetString()!, Charger: c.GetProperty("id").GetString()!)))
            .ToDictionary(static e => e.Uid, static e => e.Charger, StringComparer.Ordinal);
        var location = await WaitForObjectAsync("locations", l => FreeOf(l, chargers) is not null, $"an AVAILABLE EVSE with {ocppVersion}");
        var uid = FreeOf(location, chargers)!;
        var zone = location.TryGetProperty("time_zone", out var named) ? named.GetString()! : "Europe/Berlin";
        return new RoamingEvse(location.GetProperty("id").GetString()!, uid, chargers[uid], zone);
    }

    public async Task<IReadOnlyList<JsonElement>> FramesAsync(string charger) =>
        [.. (await Client.GetJsonAsync($"/ocpp/chargers/{charger}/logs?order=asc&limit=1000")).GetProperty("data").EnumerateArray()];

    /// <summary>A sample each second, so that a short session has some.</summary>
    public Task SampleQuicklyAsync(string charger) => Client.SendAsync(HttpMethod.Post, "/ocpp/commands/behavior", HttpStatusCode.Accepted, new
    {
        target = new { charger_id = charger },
        @event = new { meter_interval_seconds = 1 },
    });

    private static string? FreeOf(JsonElement location, Dictionary<string, string> chargers) => location.GetProperty("evses").EnumerateArray()
        .Where(e => e.GetProperty("status").GetString() == "AVAILABLE")
        .Select(e => e.GetProperty("uid").GetString()!)
        .FirstOrDefault(chargers.ContainsKey);
}

using System.Net;
using System.Net.Sockets;
using Voltbench.EndToEnd.Tests.Processes;
using Voltbench.Testing.Csms;
using Voltbench.Testing.Wire;

namespace Voltbench.EndToEnd.Tests.Hostile;

/// <summary>
/// The whole catalogue of misbehaving servers aimed at one gateway at once: each charger says in <c>last_error</c> what is wrong, and the
/// well-served chargers beside them notice nothing.
/// </summary>
public sealed class HostilePeerTests
{
    private const int Healthy = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Every_hostile_server_gets_a_clear_last_error_and_the_rest_of_the_fleet_goes_on()
    {
        await using var csms = await RecordingCsms.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync("Simulation:MessageTimeout=00:00:05");
        var client = gateway.Client;
        var servers = HostilePeers.All.Select(peer => (peer, server: peer.Start())).ToArray();
        try
        {
            var location = await client.CreateLocationAsync("Hostile");
            for (var n = 0; n < Healthy; n++)
                await client.CreateChargerAsync($"HEALTHY-{n}", csms.Url, ("location_id", location));
            await csms.WaitUntilAsync(c => c.Connected.Count == Healthy, Limit, "healthy chargers connected");

            var hostile = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (peer, server) in servers)
                hostile[await client.CreateChargerAsync($"HOSTILE-{hostile.Count}", $"ws://127.0.0.1:{server.Port}/ocpp", ("location_id", location))] = peer.Name;
            hostile[await client.CreateChargerAsync("NO-NAME", "ws://no-such-host.invalid/ocpp", ("location_id", location))] = "a name that does not resolve";
            hostile[await client.CreateChargerAsync("NOBODY", $"ws://127.0.0.1:{DeadPort()}/ocpp", ("location_id", location))] = "a port where nothing listens";

            foreach (var (id, peer) in hostile)
            {
                var error = await client.LastErrorAsync(id, peer, Limit);
                error.Length.ShouldBeInRange(10, 400, peer);
                error.ShouldNotContain("hunter2", Case.Sensitive, peer);
            }

            var sessions = await client.SendAsync(HttpMethod.Post, "/ocpp/commands/start-session", HttpStatusCode.Accepted, new
            {
                target = new { location_id = location },
                @event = new { id_tag = "DRIVER-1", duration_seconds = 1 },
            });
            sessions.GetProperty("targeted_count").GetInt32().ShouldBe(Healthy + hostile.Count);
            await csms.WaitUntilAsync(c => c.Calls.Count(call => call.Action == "StopTransaction") == Healthy, Limit, "healthy chargers charge");
            csms.Calls.Count(call => call.Action == "BootNotification").ShouldBe(Healthy, "a healthy charger lost its connection");
            csms.Violations.ShouldBeEmpty();
        }
        finally
        {
            foreach (var (_, server) in servers)
                await server.DisposeAsync();
        }
    }

    private static int DeadPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

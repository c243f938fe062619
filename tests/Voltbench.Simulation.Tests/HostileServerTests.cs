using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Voltbench.Ocpp.Transport;
using Voltbench.Testing.Wire;

namespace Voltbench.Simulation.Tests;

/// <summary>A whole fleet over real sockets: every charger has a hostile server of its own, but one.</summary>
[Collection(nameof(Alone))]
public class HostileServerTests
{
    private const long Healthy = 1;

    [Fact]
    public async Task Hostile_servers_are_shown_as_errors_and_the_rest_of_the_fleet_is_unaffected()
    {
        var views = new Views();
        using var client = new OcppClient(TimeProvider.System, new OcppClientOptions());
        var options = new FleetOptions { MessageTimeout = TimeSpan.FromSeconds(3), UnplugDelay = TimeSpan.FromMilliseconds(50) };
        await using var fleet = new Fleet(
            options, TimeProvider.System, new OcppClientTransport(client, options), views, views, views, NullLoggerFactory.Instance);
        await using var good = RawServer.Start(AnswerWellAsync);
        var servers = new List<RawServer>();
        try
        {
            fleet.Place(Spec(Healthy, good), null);
            foreach (var peer in HostilePeers.All)
            {
                servers.Add(peer.Start());
                fleet.Place(Spec(Healthy + servers.Count, servers[^1]), null);
            }

            await views.Until(Healthy, v => v.BootStatus == "Accepted");
            (await fleet.AskAsync(Healthy, new StartSession("TAG"), CancellationToken.None)).Status.ShouldBe(CommandStatus.Accepted);
            for (var i = 0; i < HostilePeers.All.Count; i++)
                (await views.Until(Healthy + 1 + i, v => v.LastError is not null)).LastError!.ShouldNotContain("hunter2", customMessage: HostilePeers.All[i].Name);

            (await fleet.AskAsync(Healthy, new StopSession(), CancellationToken.None)).Status.ShouldBe(CommandStatus.Accepted);
            (await views.Until(Healthy, v => v.Connectors[0].Status == "Available")).LastError.ShouldBeNull();
            good.Accepted.ShouldBe(1, "its connection never broke");
            await fleet.RemoveAsync(Healthy, RemovalReason.Deleted);
            fleet.Count.ShouldBe(HostilePeers.All.Count);
        }
        finally
        {
            foreach (var server in servers)
                await server.DisposeAsync();
        }
    }

    private static async Task AnswerWellAsync(RawPeer peer)
    {
        await peer.AcceptWebSocketAsync();
        while (true)
        {
            var frame = await peer.ReadFrameAsync();
            if (frame.Opcode == WireOpcode.Close)
            {
                await peer.SendAsync(WireFrame.Encode(WireOpcode.Close, frame.Payload));
                return;
            }

            if (frame.Opcode != WireOpcode.Text)
                continue;
            var call = JsonDocument.Parse(frame.Message).RootElement;
            var answer = call[2].GetString() switch
            {
                "BootNotification" => """{"status":"Accepted","currentTime":"2030-01-01T00:00:00Z","interval":2147483647}""",
                "Authorize" => """{"idTagInfo":{"status":"Accepted"}}""",
                "StartTransaction" => """{"transactionId":5,"idTagInfo":{"status":"Accepted"}}""",
                _ => "{}",
            };
            await peer.SendTextAsync($"[3,\"{call[1].GetString()}\",{answer}]");
        }
    }

    private static ChargerSpec Spec(long key, RawServer server) => new()
    {
        Key = key,
        Id = $"dep-{key}",
        Identity = $"CP-{key}",
        Version = OcppVersion.V16,
        CsmsUrl = server.Url("/ocpp"),
        Model = new ChargerModel { Vendor = "V", Name = "M", Connectors = [new ConnectorModel("Type2", false, 22_080, 230, 3)] },
        Seed = (ulong)key,
    };

    private sealed class Views : IFleetObserver, IFrameSink, IChargerStore
    {
        private readonly ConcurrentDictionary<long, ChargerView> _last = new();
        private readonly List<(long Key, Func<ChargerView, bool> Condition, TaskCompletionSource<ChargerView> Seen)> _waiting = [];

        public Task<ChargerView> Until(long key, Func<ChargerView, bool> condition)
        {
            var seen = new TaskCompletionSource<ChargerView>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_waiting)
            {
                if (_last.TryGetValue(key, out var view) && condition(view))
                    return Task.FromResult(view);
                _waiting.Add((key, condition, seen));
            }

            return seen.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }

        public void OnChanged(ChargerView view)
        {
            lock (_waiting)
            {
                _last[view.Key] = view;
                foreach (var (_, _, seen) in _waiting.Where(w => w.Key == view.Key && w.Condition(view)).ToList())
                    seen.TrySetResult(view);
                _waiting.RemoveAll(w => w.Seen.Task.IsCompleted);
            }
        }

        public void Write(long chargerKey, FrameDirection direction, string action, ReadOnlyMemory<byte> message, DateTimeOffset at, string? mark = null)
        {
        }

        public void Commit(ChargerCommit commit, ICommitCallback callback) => callback.OnCommitted(commit);
    }
}

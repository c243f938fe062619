using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging.Abstractions;
using Voltbench.Ocpp;
using Voltbench.Testing.Stations;

namespace Voltbench.Csms.Tests;

/// <summary>A CSMS whose stations come over real loopback sockets, without an HTTP server in between.</summary>
public sealed class CsmsHarness : IAsyncDisposable
{
    private readonly List<FakeStation> stations = [];

    public CsmsHarness(CsmsOptions? options = null) =>
        Server = new CsmsServer(options ?? new CsmsOptions(), Store, Tokens, TimeProvider.System, NullLogger<CsmsServer>.Instance);

    public static Guid Organization { get; } = Guid.NewGuid();

    public CsmsServer Server { get; }

    internal MemoryCsmsStore Store { get; } = new();

    /// <summary>Answers for stations of operators.</summary>
    internal ScriptedTokens Tokens { get; } = new();

    public static StationId Id(string identity) => new(Organization, identity);

    public Task<FakeStation> ConnectAsync(string identity, OcppVersion version) => ConnectAsync(Id(identity), version);

    public async Task<FakeStation> ConnectAsync(StationId id, OcppVersion version, long? operatorId = null)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var accept = listener.AcceptSocketAsync();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        var server = await accept;
        var socket = WebSocket.CreateFromStream(new NetworkStream(server, ownsSocket: true), new WebSocketCreationOptions { IsServer = true });
        _ = Server.RunAsync(id, version, socket, operatorId);
        var station = new FakeStation(new NetworkStream(client, ownsSocket: true));
        stations.Add(station);
        return station;
    }

    /// <summary>Waits until the registry says so; the end of a connection is seen by its receive loop.</summary>
    public async Task UntilAsync(Func<CsmsServer, bool> condition)
    {
        for (var i = 0; !condition(Server); i++)
        {
            if (i > 1500)
                throw new TimeoutException("the CSMS did not come to that state");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var station in stations)
            await station.DisposeAsync();
    }
}

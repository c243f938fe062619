using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Bench.Processes;
using Voltbench.Ocpp.Transport;

namespace Voltbench.Bench.Fleet;

/// <summary>
/// The floor under the figures: as many WebSocket connections with one BootNotification each, and nothing else – no actor, no state, no
/// log, no database. What a fleet costs above it is ours.
/// </summary>
internal static class SocketFloor
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    /// <summary>Connections of the warm-up: as with the gateway, compiled code is what is compared, at both ends of the socket.</summary>
    private const int WarmUps = 200;

    /// <summary>Rounds of the warm-up; the runtime compiles for speed after some dozens of calls, in the background.</summary>
    private const int WarmUpRounds = 3;

    /// <summary>The child: connects, boots, prints its figures as one line of JSON.</summary>
    public static async Task<int> RunAsync(Uri csms, int count)
    {
        var time = TimeProvider.System;
        using var client = new OcppClient(time, new OcppClientOptions());
        for (var round = 0; round < WarmUpRounds; round++)
        {
            foreach (var connection in await ConnectAllAsync(client, csms, FormattableString.Invariant($"W{round}-"), WarmUps))
                connection.Abort();
            await Task.Delay(Settle, time);
        }

        var before = ProcessFigures.ResidentBytes(Environment.ProcessId);
        var start = time.GetTimestamp();
        var connections = await ConnectAllAsync(client, csms, "F", count);
        var elapsed = time.GetElapsedTime(start);
        await Task.Delay(Settle, time);
        var after = ProcessFigures.ResidentBytes(Environment.ProcessId);
        Console.WriteLine(JsonSerializer.Serialize(new FloorFigures(elapsed.TotalSeconds, (after - before) / (double)count), FloorJson.Default.FloorFigures));
        foreach (var connection in connections)
            connection.Abort();
        return 0;
    }

    /// <summary>Runs the child against a CSMS of its own.</summary>
    public static async Task<FloorFigures> MeasureAsync(int count, CancellationToken ct)
    {
        await using var csms = await CsmsHost.StartAsync(ct);
        await using var child = ChildProcess.Start(
            typeof(SocketFloor).Assembly.Location,
            ["floor", csms.Url.ToString(), count.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        var line = await child.LineAsync(l => l.StartsWith('{'), Limit, ct);
        return JsonSerializer.Deserialize(line, FloorJson.Default.FloorFigures)!;
    }

    private static async Task<OcppConnection[]> ConnectAllAsync(OcppClient client, Uri csms, string prefix, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(n => BootAsync(client, new Uri(csms, FormattableString.Invariant($"floor/{prefix}{n}")))));

    private static async Task<OcppConnection> BootAsync(OcppClient client, Uri url)
    {
        var handler = new FirstAnswer();
        var result = await client.ConnectAsync(new OcppEndpoint { Url = url, Subprotocol = "ocpp1.6", ConnectTimeout = TimeSpan.FromSeconds(60) }, handler, CancellationToken.None);
        var connection = result.Connection ?? throw new BenchException($"The floor could not connect: {result.Failure!.Description}");
        connection.TrySend(Boot);
        await handler.Arrived.Task;
        return connection;
    }

    private static readonly byte[] Boot = Encoding.UTF8.GetBytes("""[2,"1","BootNotification",{"chargePointVendor":"Floor","chargePointModel":"Floor"}]""");

    private sealed class FirstAnswer : IOcppConnectionHandler
    {
        public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask OnMessageAsync(OcppConnection connection, ReadOnlyMemory<byte> message)
        {
            Arrived.TrySetResult();
            return ValueTask.CompletedTask;
        }

        public void OnClosed(OcppConnection connection, CloseInfo info) =>
            Arrived.TrySetException(new BenchException($"The CSMS closed a connection of the floor: {info.Description}"));
    }
}

/// <param name="Seconds">From the first connect to the last answer.</param>
/// <param name="BytesPerConnection">Growth of the resident set.</param>
internal sealed record FloorFigures(double Seconds, double BytesPerConnection);

[JsonSerializable(typeof(FloorFigures))]
internal sealed partial class FloorJson : JsonSerializerContext;

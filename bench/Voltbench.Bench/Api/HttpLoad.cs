using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Voltbench.Bench.Api;

/// <param name="Requests">Answers with a 2xx status.</param>
/// <param name="Failed">Other answers, and connections that broke.</param>
internal sealed record LoadResult(long Requests, long Failed, double PerSecond, double P50Ms, double P99Ms);

/// <summary>
/// A closed-loop load generator for HTTP/1.1 with keep-alive: each connection sends the same prepared bytes, reads one answer, sends again.
/// It costs a fraction of what HttpClient does, which matters when it shares the cores with the server.
/// </summary>
internal static class HttpLoad
{
    /// <param name="token">Bearer token; null for none.</param>
    /// <param name="body">JSON; null for none.</param>
    /// <param name="headers">Others.</param>
    public static byte[] Request(Uri url, string method, string path, string? token, string? body, IReadOnlyList<(string Name, string Value)>? headers = null)
    {
        var text = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: {url.Authority}\r\n");
        if (token is not null)
            text.Append($"Authorization: Bearer {token}\r\n");
        foreach (var (name, value) in headers ?? [])
            text.Append($"{name}: {value}\r\n");
        if (body is not null)
            text.Append(FormattableString.Invariant($"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"));
        return Encoding.UTF8.GetBytes(text.Append("\r\n").Append(body).ToString());
    }

    public static Task<LoadResult> RunAsync(Uri url, byte[] request, int connections, TimeSpan duration, CancellationToken ct)
        => RunAsync(url, [request], connections, duration, ct);

    /// <param name="requests">Each connection sends all of them in turn, and begins at another one.</param>
    public static async Task<LoadResult> RunAsync(Uri url, IReadOnlyList<byte[]> requests, int connections, TimeSpan duration, CancellationToken ct)
    {
        var time = TimeProvider.System;
        var endpoint = new IPEndPoint(IPAddress.Loopback, url.Port);
        var start = time.GetTimestamp();
        var loops = Enumerable.Range(0, connections).Select(n => Task.Run(() => LoopAsync(endpoint, requests, n * requests.Count / connections, time, start, duration, ct), ct));
        var parts = await Task.WhenAll(loops);
        var elapsed = time.GetElapsedTime(start).TotalSeconds;
        var latencies = parts.SelectMany(p => p.Latencies).ToArray();
        Array.Sort(latencies);
        return new LoadResult(latencies.Length, parts.Sum(p => p.Failed), latencies.Length / elapsed, At(latencies, 0.5), At(latencies, 0.99));
    }

    private static double At(float[] sorted, double quantile) => sorted.Length == 0 ? 0 : sorted[(int)((sorted.Length - 1) * quantile)];

    private static async Task<(List<float> Latencies, int Failed)> LoopAsync(
        IPEndPoint endpoint, IReadOnlyList<byte[]> requests, int next, TimeProvider time, long start, TimeSpan duration, CancellationToken ct)
    {
        var latencies = new List<float>(1 << 16);
        var failed = 0;
        var answer = new HttpAnswer();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endpoint, ct);
        while (time.GetElapsedTime(start) < duration)
        {
            var sent = time.GetTimestamp();
            await socket.SendAsync(requests[next++ % requests.Count], ct);
            var status = await answer.ReadAsync(socket, ct);
            if (status is >= 200 and < 300)
                latencies.Add((float)time.GetElapsedTime(sent).TotalMilliseconds);
            else
                failed++;
            if (status == 0)
                break;
        }

        return (latencies, failed);
    }
}

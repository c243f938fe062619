using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Voltbench.Bench.Csms;

/// <summary>The few parts of an HTTP/1.1 request head that the minimal CSMS looks at.</summary>
internal sealed record HttpHead(string Method, string Path, string Query, string? WebSocketKey, string? Subprotocol)
{
    /// <summary>Identity of the station: the last segment of the path, still percent-encoded.</summary>
    public string Identity => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Expected distance of two MeterValues in ms (<c>?meter_interval_ms=</c>), for the drift figures; 0 = not asked.</summary>
    public int MeterIntervalMs => Query.StartsWith("meter_interval_ms=", StringComparison.Ordinal)
        && int.TryParse(Query["meter_interval_ms=".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var ms) ? ms : 0;

    public static HttpHead? Parse(string text)
    {
        var lines = text.Split("\r\n");
        var start = lines[0].Split(' ');
        if (start.Length != 3)
            return null;
        string? key = null, subprotocol = null;
        foreach (var line in lines.AsSpan(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
                continue;
            var name = line[..colon];
            var value = line[(colon + 1)..].Trim();
            if (name.Equals("Sec-WebSocket-Key", StringComparison.OrdinalIgnoreCase))
                key = value;
            else if (name.Equals("Sec-WebSocket-Protocol", StringComparison.OrdinalIgnoreCase))
                subprotocol ??= value.Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(p => p is "ocpp1.6" or "ocpp2.0.1");
        }

        var question = start[1].IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? start[1] : start[1][..question];
        return new HttpHead(start[0], path, question < 0 ? "" : start[1][(question + 1)..], key, subprotocol);
    }

    /// <summary>101 with the accept key of RFC 6455 §4.2.2.</summary>
    public static byte[] Upgrade(string key, string? subprotocol)
    {
#pragma warning disable CA5350 // SHA-1 is what RFC 6455 asks for; nothing secret depends on it.
        var hash = SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
#pragma warning restore CA5350
        var protocol = subprotocol is null ? "" : $"Sec-WebSocket-Protocol: {subprotocol}\r\n";
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {Convert.ToBase64String(hash)}\r\n{protocol}\r\n");
    }

    public static byte[] Json(ReadOnlySpan<byte> body) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body];

    public static byte[] NotFound() => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray();
}

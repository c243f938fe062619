using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Voltbench.Ocpp.Transport;

/// <summary>The opening handshake of the client (RFC 6455 §4.1), as bytes.</summary>
internal static class UpgradeRequest
{
    private static ReadOnlySpan<byte> AcceptGuid => "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"u8;

    public static string NewKey()
    {
        Span<byte> key = stackalloc byte[16];
        RandomNumberGenerator.Fill(key);
        return Convert.ToBase64String(key);
    }

    /// <summary>What the server must answer to a key (RFC 6455 §4.2.2).</summary>
    public static string AcceptFor(string key)
    {
        Span<byte> input = stackalloc byte[key.Length + AcceptGuid.Length];
        Encoding.ASCII.GetBytes(key, input);
        AcceptGuid.CopyTo(input[key.Length..]);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // the protocol says SHA-1; nothing is protected by it
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        return Convert.ToBase64String(hash);
    }

    public static byte[] Build(OcppEndpoint endpoint, string key)
    {
        var url = endpoint.Url;
        var request = new StringBuilder(320);
        request.Append("GET ").Append(Target(url.PathAndQuery)).Append(" HTTP/1.1\r\nHost: ").Append(Host(url));
        if (!url.IsDefaultPort)
            request.Append(':').Append(url.Port.ToString(CultureInfo.InvariantCulture));
        request.Append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ").Append(key);
        request.Append("\r\nSec-WebSocket-Protocol: ").Append(endpoint.Subprotocol);
        if (endpoint.Credentials() is { } credentials)
            request.Append("\r\nAuthorization: Basic ").Append(PeerText.Basic(credentials));
        request.Append("\r\n\r\n");
        return Encoding.ASCII.GetBytes(request.ToString());
    }

    private static string Host(Uri url) => url.HostNameType == UriHostNameType.Dns ? url.IdnHost : url.Host;

    /// <summary>Path and query with every character that may not stand in a request line percent-encoded, so that none can end it.</summary>
    private static string Target(string pathAndQuery)
    {
        if (pathAndQuery.Length == 0)
            return "/";
        if (pathAndQuery.AsSpan().IndexOfAnyExceptInRange('\u0021', '\u007E') < 0)
            return pathAndQuery;

        var target = new StringBuilder(pathAndQuery.Length + 16);
        foreach (var b in Encoding.UTF8.GetBytes(pathAndQuery))
        {
            if (b is > 0x20 and < 0x7F)
                target.Append((char)b);
            else
                target.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }

        return target.ToString();
    }
}

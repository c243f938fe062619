using System.Net.Sockets;
using System.Security.Authentication;

namespace Voltbench.Ocpp.Transport;

/// <summary>A connected stream to a WebSocket stream.</summary>
internal static class Upgrader
{
    /// <summary>A masked close frame with code 1002: the end of a connection whose subprotocol was not agreed.</summary>
    private static readonly byte[] CloseFrame = [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xEA];

    /// <summary>Sends the opening handshake and reads the answer. The stream stays the caller's.</summary>
    /// <exception cref="OperationCanceledException">The token, nothing else.</exception>
    public static async Task<(Stream? Upgraded, ConnectFailure? Failure)> UpgradeAsync(
        Stream stream, OcppEndpoint endpoint, TimeProvider time, CancellationToken cancellationToken)
    {
        using var header = new HeaderBuffer();
        try
        {
            var key = UpgradeRequest.NewKey();
            var request = UpgradeRequest.Build(endpoint, key);
            await stream.WriteAsync(request, cancellationToken);
            Array.Clear(request);

            // A silent server holds no buffer of ours while it thinks.
            _ = await stream.ReadAsync(Memory<byte>.Empty, cancellationToken);
            if (await ReadHeaderAsync(stream, header, endpoint, cancellationToken) is { } unreadable)
                return (null, unreadable);
            if (UpgradeResponse.Parse(header.Header) is not { } response)
                return (null, Failures.NotWebSocket(endpoint.Url, "answered with a malformed HTTP header"));

            var failure = UpgradeVerdict.Judge(response, endpoint, key, time);
            if (failure is { Kind: ConnectFailureKind.SubprotocolRefused })
                await SayGoodbyeAsync(stream, cancellationToken);
            if (failure is not null)
                return (null, failure);
            return (header.Rest.IsEmpty ? stream : new PrefixedStream(header.Rest.ToArray(), stream), null);
        }
        catch (Exception error) when (IsBroken(error))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return (null, TlsUpgrader.Refusal(endpoint.Url, error) ?? Failures.Broken(endpoint.Url, error));
        }
    }

    internal static bool IsBroken(Exception error) =>
        error is IOException or SocketException or ObjectDisposedException or AuthenticationException;

    private static async Task<ConnectFailure?> ReadHeaderAsync(
        Stream stream, HeaderBuffer header, OcppEndpoint endpoint, CancellationToken cancellationToken)
    {
        while (header.HeaderLength == 0)
        {
            if (!await header.FillAsync(stream, cancellationToken))
                return Failures.Broken(endpoint.Url, error: null);
            if (!header.LooksLikeHttp)
                return Failures.NotWebSocket(endpoint.Url, NotHttp(header.Received, endpoint));
            if (header.IsTooLong)
                return Failures.NotWebSocket(endpoint.Url, "answered with an HTTP header of more than 16 KiB");
        }

        return null;
    }

    private static async Task SayGoodbyeAsync(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(CloseFrame, cancellationToken);
        }
        catch (Exception error) when (IsBroken(error))
        {
            // The server closed first, as the standard asks of it.
        }
    }

    private static string NotHttp(ReadOnlySpan<byte> start, OcppEndpoint endpoint) =>
        start.Length > 1 && start[0] == 0x15 && start[1] == 0x03
            ? "answers with TLS: use wss"
            : $"answered with something that is not HTTP: '{PeerText.Clean(start, 32, endpoint.Credentials())}'";
}

using System.Net.Sockets;
using System.Security.Authentication;

namespace Voltbench.Ocpi.Transport;

/// <summary>What the HTTP stack throws, as an outcome.</summary>
internal static class Failures
{
    public static bool IsOfThePeer(Exception error) =>
        error is HttpRequestException or IOException or SocketException or AuthenticationException or InvalidDataException
            or OperationCanceledException or TimeoutException;

    public static OcpiOutcome Explain(OcpiRequest request, Exception error, OcpiClientOptions options)
    {
        var name = PeerName.Of(request.Url);
        if (Find<TargetRefusedException>(error) is { } refused)
            return new OcpiOutcome(OcpiOutcomeKind.Refused) { Detail = refused.Message };
        if (Find<InvalidDataException>(error) is not null)
            return new OcpiOutcome(OcpiOutcomeKind.Garbage) { Detail = $"{name} sent a body that cannot be unpacked." };

        var kind = (error as HttpRequestException)?.HttpRequestError ?? (error as HttpIOException)?.HttpRequestError;
        return kind switch
        {
            HttpRequestError.NameResolutionError => Unreachable($"The name {request.Url.IdnHost} cannot be resolved."),
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError =>
                new OcpiOutcome(OcpiOutcomeKind.Garbage) { Detail = $"{name} answered with something that is not HTTP." },
            HttpRequestError.ConfigurationLimitExceeded =>
                new OcpiOutcome(OcpiOutcomeKind.TooLarge) { Detail = $"{name} sent a header of more than {options.MaxHeaderKilobytes} KiB." },
            HttpRequestError.SecureConnectionError => Unreachable($"No TLS connection to {name}: {Cause(error, request)}"),
            HttpRequestError.ResponseEnded => Unreachable($"{name} closed the connection before its answer was whole."),
            _ => Unreachable($"{name} cannot be reached: {Cause(error, request)}"),
        };
    }

    private static OcpiOutcome Unreachable(string detail) => new(OcpiOutcomeKind.Unreachable) { Detail = detail };

    private static string Cause(Exception error, OcpiRequest request)
    {
        if (Find<SocketException>(error) is { } socket)
        {
            return socket.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => "nothing listens there.",
                SocketError.ConnectionReset => "it reset the connection.",
                SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "its name cannot be resolved.",
                SocketError.HostUnreachable or SocketError.NetworkUnreachable => "there is no route to it.",
                SocketError.TimedOut => "the connection timed out.",
                var other => $"{other}.",
            };
        }

        if (Find<OperationCanceledException>(error) is not null || Find<TimeoutException>(error) is not null)
            return "the connection timed out.";
        var innermost = error;
        while (innermost.InnerException is { } inner)
            innermost = inner;
        return PeerText.Clean(innermost.Message, request.Token);
    }

    private static T? Find<T>(Exception error)
        where T : Exception
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            if (e is T found)
                return found;
        }

        return null;
    }
}

/// <summary>A peer in a sentence: host and port, never the path or user part of its URL, which may hold secrets.</summary>
internal static class PeerName
{
    public static string Of(Uri url) => PeerText.Clean($"{url.IdnHost}:{url.Port}", token: null);
}

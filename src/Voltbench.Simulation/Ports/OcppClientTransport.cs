using Voltbench.Ocpp.Transport;

namespace Voltbench.Simulation;

/// <summary>Chargers over real sockets.</summary>
/// <param name="client">Shared by all chargers of the process.</param>
/// <param name="options">Limits of a connection.</param>
/// <param name="tls">What to trust for <c>wss</c>; null = the machine's roots.</param>
public sealed class OcppClientTransport(OcppClient client, FleetOptions options, TlsSettings? tls = null) : IChargerTransport
{
    public void Connect(LinkTarget target, ILinkEvents events) => _ = ConnectAsync(target, events);

    private async Task ConnectAsync(LinkTarget target, ILinkEvents events)
    {
        var socket = new Socket(events);
        ConnectResult result;
        try
        {
            var endpoint = new OcppEndpoint
            {
                Url = target.Url,
                Subprotocol = target.Subprotocol,
                User = target.User,
                Password = target.Password,
                Tls = Secured(target),
                ConnectTimeout = options.ConnectTimeout,
                MaxMessageBytes = options.MaxMessageBytes,
                PingInterval = target.PingInterval,
            };
            result = await client.ConnectAsync(endpoint, socket, CancellationToken.None);
        }
        catch (Exception ex) when (ex is not OutOfMemoryException)
        {
            // The client reports every expected failure as a value; whatever else happens must still give the charger an answer.
            events.OnFailed($"The connection failed: {ex.Message}", null);
            return;
        }

        if (result.Connection is { } connection)
            socket.Opened(connection);
        else
            events.OnFailed(result.Failure!.Description, result.Failure.RetryAfter, TroubleOf(result.Failure.Kind));
    }

    private TlsSettings? Secured(LinkTarget target)
    {
        if (target.Tls is not { } own)
            return tls;
        var settings = tls ?? new TlsSettings();
        return settings with
        {
            TrustedRoots = own.Roots is { Count: > 0 } roots ? [.. roots] : settings.TrustedRoots,
            ClientCertificate = own.Certificate ?? settings.ClientCertificate,
            ClientIntermediates = own.Intermediates.Count > 0 ? [.. own.Intermediates] : settings.ClientIntermediates,
            Verified = own.Verified,
        };
    }

    private static LinkTrouble TroubleOf(ConnectFailureKind kind) => kind switch
    {
        ConnectFailureKind.Unauthorized => LinkTrouble.Unauthorized,
        ConnectFailureKind.Certificate => LinkTrouble.ServerCertificate,
        ConnectFailureKind.TlsVersion => LinkTrouble.TlsVersion,
        ConnectFailureKind.Tls => LinkTrouble.Tls,
        _ => LinkTrouble.Network,
    };

    /// <summary>The two sides of one connection in one object.</summary>
    private sealed class Socket(ILinkEvents events) : ILink, IOcppConnectionHandler
    {
        private OcppConnection? _connection;
        private int _isOpened;

        /// <summary>Told by whichever comes first: the end of connecting, or a message that is faster.</summary>
        public void Opened(OcppConnection connection)
        {
            _connection = connection;
            if (Interlocked.Exchange(ref _isOpened, 1) == 0)
                events.OnOpened(this);
        }

        public bool TrySend(ReadOnlyMemory<byte> message) => _connection!.TrySend(message);

        public bool TrySendBinary(ReadOnlyMemory<byte> message) => _connection!.TrySendBinary(message);

        public void Freeze() => _connection!.Freeze();

        public void Close(ushort code, string reason) => _connection!.Close(code, reason);

        public void Abort() => _connection!.Abort();

        public ValueTask OnMessageAsync(OcppConnection c, ReadOnlyMemory<byte> message)
        {
            Opened(c);
            return events.OnMessageAsync(message);
        }

        public void OnClosed(OcppConnection c, CloseInfo info)
        {
            Opened(c);
            events.OnClosed(info.Description);
        }
    }
}

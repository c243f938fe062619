using System.Security.Cryptography.X509Certificates;

namespace Voltbench.Simulation;

/// <summary>How chargers reach their CSMS: sockets in the product, a wire in memory in tests.</summary>
public interface IChargerTransport
{
    /// <summary>
    /// Starts to connect and returns at once. Exactly one of <see cref="ILinkEvents.OnOpened"/> and <see cref="ILinkEvents.OnFailed"/> follows, on any thread.
    /// </summary>
    void Connect(LinkTarget target, ILinkEvents events);
}

/// <summary>Where and how one charger connects.</summary>
/// <param name="Url">Address with the percent-encoded identity.</param>
/// <param name="Subprotocol">The one WebSocket subprotocol that is offered.</param>
/// <param name="User">User of Basic authentication, or null for none.</param>
/// <param name="Password">Its password; a secret.</param>
/// <param name="PingInterval">Interval of WebSocket pings; zero = none.</param>
public sealed record LinkTarget(Uri Url, string Subprotocol, string? User, string? Password, TimeSpan PingInterval)
{
    /// <summary>What the charger itself has for <c>wss</c>; null leaves all to the transport.</summary>
    public LinkTls? Tls { get; init; }

    /// <summary>Leaves the password out.</summary>
    public override string ToString() => $"{Url} ({Subprotocol})";
}

/// <summary>What a charger brings along to a secured connection.</summary>
public sealed record LinkTls
{
    /// <summary>CSMS roots that are installed in the charger, to trust instead of those of the transport; null for none.</summary>
    public IReadOnlyList<X509Certificate2>? Roots { get; init; }

    /// <summary>The charger's certificate with its key, for security profile 3.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What is above it up to, but without, the root.</summary>
    public IReadOnlyList<X509Certificate2> Intermediates { get; init; } = [];

    /// <summary>Told which of <see cref="Roots"/> the CSMS's certificate led to; on any thread, before the link is open.</summary>
    public Action<X509Certificate2>? Verified { get; init; }
}

/// <summary>Why a charger could not connect.</summary>
public enum LinkTrouble : byte
{
    /// <summary>The network or the server.</summary>
    Network,

    /// <summary>The CSMS refused the charger's credentials.</summary>
    Unauthorized,

    /// <summary>The CSMS's certificate is not to be trusted.</summary>
    ServerCertificate,

    /// <summary>The CSMS speaks no TLS as new as 1.2.</summary>
    TlsVersion,

    /// <summary>No secure connection for another reason; perhaps the CSMS refused the charger's certificate.</summary>
    Tls,
}

/// <summary>An open connection.</summary>
public interface ILink
{
    /// <summary>Sends one text message. Never blocks; false when the connection is closed or its send queue is full.</summary>
    bool TrySend(ReadOnlyMemory<byte> message);

    /// <summary>Sends the bytes as a binary message, which no good station does. As <see cref="TrySend"/>.</summary>
    bool TrySendBinary(ReadOnlyMemory<byte> message) => TrySend(message);

    /// <summary>Nothing leaves any more, pongs included, and nobody is told; for good.</summary>
    void Freeze()
    {
        // A wire in memory has no pings to withhold.
    }

    /// <summary>Closes with a handshake; <see cref="ILinkEvents.OnClosed"/> follows.</summary>
    void Close(ushort code, string reason);

    /// <summary>Closes without a handshake; <see cref="ILinkEvents.OnClosed"/> follows.</summary>
    void Abort();
}

/// <summary>What a connection tells its charger. Called in order, never concurrently for one connection.</summary>
public interface ILinkEvents
{
    void OnOpened(ILink link);

    /// <param name="description">What a person needs to know; no secrets.</param>
    /// <param name="retryAfter">Wish of the server, if it had one.</param>
    /// <param name="trouble">What went wrong, as far as the charger has to know.</param>
    void OnFailed(string description, TimeSpan? retryAfter, LinkTrouble trouble = LinkTrouble.Network);

    /// <summary>One whole message. Awaiting the result holds the socket back while the lane is behind.</summary>
    ValueTask OnMessageAsync(ReadOnlyMemory<byte> message);

    /// <summary>Exactly once after <see cref="OnOpened"/>.</summary>
    void OnClosed(string description);
}

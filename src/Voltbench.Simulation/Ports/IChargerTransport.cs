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
    /// <summary>Leaves the password out.</summary>
    public override string ToString() => $"{Url} ({Subprotocol})";
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
    void OnFailed(string description, TimeSpan? retryAfter);

    /// <summary>One whole message. Awaiting the result holds the socket back while the lane is behind.</summary>
    ValueTask OnMessageAsync(ReadOnlyMemory<byte> message);

    /// <summary>Exactly once after <see cref="OnOpened"/>.</summary>
    void OnClosed(string description);
}

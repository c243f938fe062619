namespace Voltbench.Ocpp.Transport;

/// <summary>
/// Told what happens on a connection, by its one receive loop: never concurrently for one connection. The first call may come before the task of
/// <see cref="OcppClient.ConnectAsync"/> is seen to complete; the connection is the same.
/// </summary>
public interface IOcppConnectionHandler
{
    /// <summary>One whole text message, valid UTF-8, possibly empty. Nothing more is read from the socket until this completes.</summary>
    /// <param name="connection">Where it came from.</param>
    /// <param name="message">An array of exactly its size; the handler may keep it.</param>
    ValueTask OnMessageAsync(OcppConnection connection, ReadOnlyMemory<byte> message);

    /// <summary>The end, exactly once, after the last message. The socket is closed already.</summary>
    void OnClosed(OcppConnection connection, CloseInfo info);
}

namespace Voltbench.Ocpp.Transport;

/// <summary>How a connection ended.</summary>
/// <param name="Kind">For decisions.</param>
/// <param name="Code">The WebSocket close code that was received, or else sent; null when there was no close frame (RFC 6455 §7.4).</param>
/// <param name="Description">For a person.</param>
public sealed record CloseInfo(CloseKind Kind, ushort? Code, string Description);

/// <summary>Who or what ended a connection.</summary>
public enum CloseKind
{
    /// <summary>The peer sent a close frame.</summary>
    ByPeer,

    /// <summary><see cref="OcppConnection.Close"/>.</summary>
    ByUs,

    /// <summary><see cref="OcppConnection.Abort"/>.</summary>
    Aborted,

    /// <summary>The connection broke: reset, or ended without a close frame.</summary>
    Lost,

    /// <summary>The peer sent what it must not: binary, too long, not UTF-8, malformed frames.</summary>
    Violation,

    /// <summary>The peer did not read for <see cref="OcppConnection.SendTimeout"/>.</summary>
    SendStalled,

    /// <summary>No pong came.</summary>
    PongTimeout,

    /// <summary>The handler threw.</summary>
    HandlerFault,
}

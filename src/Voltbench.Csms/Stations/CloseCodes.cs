namespace Voltbench.Csms;

/// <summary>WebSocket close codes in use (RFC 6455 §7.4.1).</summary>
internal static class CloseCodes
{
    /// <summary>The server stops.</summary>
    public const ushort GoingAway = 1001;

    /// <summary>The peer does something the server does not put up with.</summary>
    public const ushort PolicyViolation = 1008;
}

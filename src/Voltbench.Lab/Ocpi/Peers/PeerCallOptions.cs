using Voltbench.Lab.Targets;

namespace Voltbench.Lab.Ocpi.Peers;

/// <summary>Settings of calls to peers (configuration section <c>Ocpi</c>).</summary>
public sealed class PeerCallOptions : TargetOptions
{
    public const string Section = "Ocpi";

    /// <summary>From a call to the last byte of its answer, s, 1 to 300.</summary>
    public int CallTimeoutSeconds { get; set; } = 30;

    /// <summary>TCP and TLS together, s, 1 to 60.</summary>
    public int ConnectTimeoutSeconds { get; set; } = 10;

    /// <summary>Longest answer that is read, bytes, unpacked; at least 64 KiB.</summary>
    public int MaxResponseBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Connections to one host and port, 1 to 1024.</summary>
    public int MaxConnectionsPerHost { get; set; } = 256;

    /// <summary>Everything that a handshake asks a peer for, together, s, 1 to 300.</summary>
    public int HandshakeTimeoutSeconds { get; set; } = 20;

    /// <summary>Real-time authorization of a token, s, 1 to 30: a driver stands before the station.</summary>
    public int AuthorizeTimeoutSeconds { get; set; } = 5;

    /// <summary>What is wrong with the settings, for a person.</summary>
    public IEnumerable<string> Faults()
    {
        if (CallTimeoutSeconds is < 1 or > 300)
            yield return "Ocpi:CallTimeoutSeconds must be 1 to 300.";
        if (ConnectTimeoutSeconds is < 1 or > 60)
            yield return "Ocpi:ConnectTimeoutSeconds must be 1 to 60.";
        if (HandshakeTimeoutSeconds is < 1 or > 300)
            yield return "Ocpi:HandshakeTimeoutSeconds must be 1 to 300.";
        if (AuthorizeTimeoutSeconds is < 1 or > 30)
            yield return "Ocpi:AuthorizeTimeoutSeconds must be 1 to 30.";
        if (MaxResponseBytes is < 64 * 1024 or > 256 * 1024 * 1024)
            yield return "Ocpi:MaxResponseBytes must be 65536 to 268435456.";
        if (MaxConnectionsPerHost is < 1 or > 1024)
            yield return "Ocpi:MaxConnectionsPerHost must be 1 to 1024.";
    }
}

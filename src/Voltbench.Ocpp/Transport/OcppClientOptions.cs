using System.Net;

namespace Voltbench.Ocpp.Transport;

/// <summary>Settings of an <see cref="OcppClient"/>.</summary>
public sealed record OcppClientOptions
{
    /// <summary>
    /// Connects at a time to one host and port; more wait their turn. Below the backlog of a usual listener (Kestrel: 512), so that a fleet that
    /// comes up at once does not run into the one-second retransmission of a dropped SYN.
    /// </summary>
    public int MaxConnectsPerHost { get; init; } = 128;

    /// <summary>A connect that takes longer gives up its turn and goes on: a silent server must not hold up the queue.</summary>
    public TimeSpan TurnTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the addresses of a host are kept.</summary>
    public TimeSpan NameLifetime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it is kept that a host has none.</summary>
    public TimeSpan FailedNameLifetime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Sockets that the process has left; null = not counted.</summary>
    public SocketBudget? Sockets { get; init; }

    /// <summary>Which addresses may be connected to, asked after the name was resolved, so that no name can lead around it; null allows all.</summary>
    public Func<IPAddress, bool>? AllowAddress { get; init; }
}

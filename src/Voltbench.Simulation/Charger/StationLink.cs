using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger;

/// <summary>One attempt to connect and the connection it yields. Carries what happens on any thread to the lane; a stale one is told by its identity.</summary>
internal sealed class StationLink(Station station) : ILinkEvents
{
    /// <summary>The open connection; set on the lane.</summary>
    public ILink? Inner { get; set; }

    /// <summary>The installed root that the CSMS's certificate led to, DER; set before the link is open, on any thread.</summary>
    public byte[]? Anchor { get; set; }

    public void OnOpened(ILink link) => station.Lane.PostControl(new LaneEvent(LaneEventKind.Opened, station, this, link));

    public void OnFailed(string description, TimeSpan? retryAfter, LinkTrouble trouble = LinkTrouble.Network)
        => station.Lane.PostControl(new LaneEvent(LaneEventKind.ConnectFailed, station, this, new ConnectProblem(description, retryAfter, trouble)));

    public ValueTask OnMessageAsync(ReadOnlyMemory<byte> message)
        => station.Lane.PostAsync(new LaneEvent(LaneEventKind.Message, station, this, null, message));

    public void OnClosed(string description) => station.Lane.PostControl(new LaneEvent(LaneEventKind.Closed, station, this, description));
}

/// <summary>Why an attempt to connect failed.</summary>
internal sealed record ConnectProblem(string Description, TimeSpan? RetryAfter, LinkTrouble Trouble);

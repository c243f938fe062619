using Voltbench.Ocpp.Rpc;

namespace Voltbench.Simulation.Charger;

/// <summary>
/// Answers to the CSMS, at the end of the turn that gave them. One that promises something to remember waits until that is on disk: what the CSMS was told
/// holds after a kill. What follows from it waits behind it, but not for ever: a disk that does not answer must not silence the station.
/// </summary>
internal sealed class Replies(Station station)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private List<(ReadOnlyMemory<byte> Frame, string CallId, string Action)>? _waiting;
    private long _since;

    /// <summary>The station's own CALLs wait for an answer that waits for the disk.</summary>
    public bool HoldsBack => _waiting is { Count: > 0 } && station.Lane.Now - _since < Patience.Ticks;

    /// <param name="frame">The answer.</param>
    /// <param name="call">To what.</param>
    public void Send(ReadOnlyMemory<byte> frame, in RpcInput call)
    {
        if (_waiting is null or { Count: 0 })
            _since = station.Lane.Now;
        (_waiting ??= new(1)).Add((frame, call.Id, call.ActionName));
    }

    /// <summary>At the end of a turn, after what it changed was handed to the store.</summary>
    public void Advance()
    {
        if (!station.Memory.HasDocumentsUnderWay)
            Flush();
    }

    /// <summary>Sends what waits, whatever it waits for: the connection is about to be closed.</summary>
    public void Flush()
    {
        if (_waiting is not { Count: > 0 })
            return;
        var ready = _waiting;
        _waiting = null;
        foreach (var (frame, callId, action) in ready)
        {
            if (station.Connection.IsOpen && station.Chaos is { } chaos)
                chaos.Reply(callId, frame, action);
            else if (station.Connection.IsOpen)
                station.Connection.Send(frame, action);
        }
    }

    /// <summary>Nobody is there any more to hear them.</summary>
    public void OnOffline() => _waiting = null;
}

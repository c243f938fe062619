using System.Collections.Concurrent;

namespace Voltbench.Gateway.OcpiPeer;

/// <summary>Counts what a party does at the same time on this node.</summary>
internal sealed class OcpiGate(int limit)
{
    private readonly ConcurrentDictionary<long, int> _inFlight = new();

    /// <summary>False when the party does as much as it may; else <see cref="Leave"/> is to be called.</summary>
    public bool TryEnter(long partnerOperationId)
    {
        if (_inFlight.AddOrUpdate(partnerOperationId, 1, static (_, count) => count + 1) <= limit)
            return true;
        Leave(partnerOperationId);
        return false;
    }

    public void Leave(long partnerOperationId)
    {
        var left = _inFlight.AddOrUpdate(partnerOperationId, 0, static (_, count) => count - 1);
        if (left == 0)
            _inFlight.TryRemove(new KeyValuePair<long, int>(partnerOperationId, 0));
    }
}

namespace Voltbench.Simulation.Charger;

/// <summary>
/// Bounds the connections under way per lane and CSMS host, so that ten thousand chargers that start at once do not overrun the backlog of
/// their server, and one server that does not answer holds up no other. Lane-owned, hence without locks.
/// </summary>
internal sealed class ConnectGate(int limit)
{
    private readonly Dictionary<string, Host> _hosts = [];

    /// <summary>True when the charger may connect now; otherwise its turn comes later through <see cref="Station.OnConnectTurn"/>.</summary>
    public bool TryEnter(string authority, Station station)
    {
        if (!_hosts.TryGetValue(authority, out var host))
            _hosts.Add(authority, host = new Host());
        if (host.UnderWay < limit)
        {
            host.UnderWay++;
            return true;
        }

        host.Waiting.Enqueue(station);
        return false;
    }

    /// <summary>One attempt ended; the next in line, if any, gets its place.</summary>
    public void Leave(string authority)
    {
        var host = _hosts[authority];
        host.UnderWay--;
        while (host.UnderWay < limit && host.Waiting.TryDequeue(out var next))
        {
            host.UnderWay++;
            if (!next.OnConnectTurn(authority))
                host.UnderWay--;
        }

        if (host.UnderWay == 0 && host.Waiting.Count == 0)
            _hosts.Remove(authority);
    }

    private sealed class Host
    {
        public int UnderWay;
        public readonly Queue<Station> Waiting = new();
    }
}

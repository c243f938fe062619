namespace Voltbench.Ocpp.Transport;

/// <summary>Turns to connect, counted for each host and port: one slow server does not hold up the chargers of another.</summary>
internal sealed class ConnectTurns(TimeProvider time, int perHost, TimeSpan turnTimeout)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Host> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for a turn. Dispose it when connected or failed; it also ends by itself after the turn timeout.</summary>
    public async ValueTask<Turn> TakeAsync(string authority, CancellationToken cancellationToken)
    {
        Host? host;
        lock (_lock)
        {
            if (!_hosts.TryGetValue(authority, out host))
                _hosts[authority] = host = new Host(authority, perHost);
            host.Users++;
        }

        try
        {
            await host.Free.WaitAsync(cancellationToken);
        }
        catch
        {
            Forget(host);
            throw;
        }

        return new Turn(this, host, time, turnTimeout);
    }

    private void Forget(Host host)
    {
        lock (_lock)
        {
            if (--host.Users == 0)
                _hosts.Remove(host.Authority);
        }
    }

    internal sealed class Host(string authority, int turns)
    {
        public string Authority { get; } = authority;

        public SemaphoreSlim Free { get; } = new(turns);

        public int Users { get; set; }
    }

    internal sealed class Turn : IDisposable
    {
        private readonly ConnectTurns _turns;
        private readonly ITimer _timer;
        private Host? _host;

        public Turn(ConnectTurns turns, Host host, TimeProvider time, TimeSpan timeout)
        {
            _turns = turns;
            _host = host;
            _timer = time.CreateTimer(static turn => ((Turn)turn!).End(), this, timeout, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            _timer.Dispose();
            End();
        }

        private void End()
        {
            if (Interlocked.Exchange(ref _host, null) is not { } host)
                return;

            host.Free.Release();
            _turns.Forget(host);
        }
    }
}

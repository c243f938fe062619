using System.Net;

namespace Voltbench.Ocpp.Transport;

/// <summary>
/// Addresses of hosts, for a short while: 10,000 chargers of one CSMS ask for its name once. A lookup blocks a pool thread on this platform, so
/// few run at a time.
/// </summary>
internal sealed class NameCache(TimeProvider time, OcppClientOptions options) : IDisposable
{
    private const int MaxEntries = 1024;
    private const int MaxLookups = 8;

    private readonly TimeProvider _time = time;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _lookups = new(MaxLookups);

    /// <exception cref="System.Net.Sockets.SocketException">The host has no address.</exception>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
            return Task.FromResult<IPAddress[]>([literal]);

        Entry? entry;
        lock (_lock)
        {
            if (!_entries.TryGetValue(host, out entry) || entry.IsStale(_time.GetTimestamp(), _time, options))
            {
                if (_entries.Count >= MaxEntries)
                    _entries.Clear();
                entry = new Entry(host, this);
                _entries[host] = entry;
            }
        }

        return entry.Addresses.WaitAsync(cancellationToken);
    }

    public void Dispose() => _lookups.Dispose();

    private sealed class Entry
    {
        private long _doneAt;

        public Entry(string host, NameCache cache) => Addresses = LookUpAsync(host, cache);

        public Task<IPAddress[]> Addresses { get; }

        public bool IsStale(long now, TimeProvider time, OcppClientOptions options) => Addresses.IsCompleted
            && time.GetElapsedTime(Volatile.Read(ref _doneAt), now)
                >= (Addresses.IsCompletedSuccessfully ? options.NameLifetime : options.FailedNameLifetime);

        private async Task<IPAddress[]> LookUpAsync(string host, NameCache cache)
        {
            await cache._lookups.WaitAsync();
            try
            {
                return await Dns.GetHostAddressesAsync(host);
            }
            finally
            {
                Volatile.Write(ref _doneAt, cache._time.GetTimestamp());
                cache._lookups.Release();
            }
        }
    }
}

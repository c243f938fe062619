using System.Collections.Concurrent;

namespace Voltbench.Gateway.Auth;

/// <summary>A token bucket per organization; off while the rate is 0. Holds one second's worth of burst.</summary>
public sealed class TenantRate(int requestsPerSecond, TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, Bucket> _buckets = new();

    /// <param name="organizationId">Whose request it is.</param>
    /// <param name="retryAfter">Seconds to wait when the answer is false.</param>
    public bool TryTake(Guid organizationId, out int retryAfter)
    {
        retryAfter = 1;
        if (requestsPerSecond == 0)
            return true;
        var bucket = _buckets.GetOrAdd(organizationId, static (_, self) => new Bucket(self.rate, self.time.GetTimestamp()), (rate: requestsPerSecond, time));
        lock (bucket)
        {
            var now = time.GetTimestamp();
            bucket.Level = Math.Min(requestsPerSecond, bucket.Level + (time.GetElapsedTime(bucket.At, now).TotalSeconds * requestsPerSecond));
            bucket.At = now;
            if (bucket.Level < 1)
                return false;
            bucket.Level--;
            return true;
        }
    }

    private sealed class Bucket(double level, long at)
    {
        public double Level { get; set; } = level;

        public long At { get; set; } = at;
    }
}

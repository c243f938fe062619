using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Voltbench.Lab.Database;

/// <summary>
/// Receives PostgreSQL notifications on one connection of its own and hands them to subscribers. A subscriber that caches must not trust
/// its cache while <see cref="IsListening"/> is false: what was notified meanwhile is lost, hence the reset call after each (re)connect.
/// </summary>
public sealed partial class Notifications(LabDatabase database, TimeProvider time, ILogger<Notifications> log) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>Seconds between probes of a silent connection; bounds how long a dead network path goes unnoticed.</summary>
    private const int KeepAliveSeconds = 5;

    private readonly ConcurrentDictionary<string, Subscription> _subscriptions = new(StringComparer.Ordinal);
    private volatile bool _listening;

    /// <summary>True while every notification reaches the subscribers.</summary>
    public bool IsListening => _listening;

    /// <summary>Adds the one subscriber of a channel; before the host starts.</summary>
    /// <param name="channel">Lower-case identifier.</param>
    /// <param name="onPayload">Called in order on the listening loop; must be quick and must not throw.</param>
    /// <param name="onReset">Called when the connection was (re)established (before the first payload) and when it was lost.</param>
    public void Subscribe(string channel, Action<string> onPayload, Action onReset)
    {
        if (!_subscriptions.TryAdd(channel, new Subscription(onPayload, onReset)))
            throw new InvalidOperationException($"Channel {channel} already has its subscriber.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                LogLost(e.Message);
            }
            finally
            {
                _listening = false;
                Reset();
            }

            await Task.Delay(RetryDelay, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false, KeepAlive = KeepAliveSeconds };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Notification += (_, e) =>
        {
            if (_subscriptions.TryGetValue(e.Channel, out var subscription))
                subscription.OnPayload(e.Payload);
        };
        await connection.OpenAsync(ct);
        foreach (var channel in _subscriptions.Keys)
        {
            await using var command = new NpgsqlCommand($"listen \"{channel}\"", connection);
            await command.ExecuteNonQueryAsync(ct);
        }

        Reset();
        _listening = true;
        LogListening(_subscriptions.Count);
        while (true)
            await connection.WaitAsync(ct);
    }

    private void Reset()
    {
        foreach (var subscription in _subscriptions.Values)
            subscription.OnReset();
    }

    private sealed record Subscription(Action<string> OnPayload, Action OnReset);
}

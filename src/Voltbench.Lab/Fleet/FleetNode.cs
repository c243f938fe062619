using Microsoft.Extensions.Logging;
using Npgsql;

namespace Voltbench.Lab.Fleet;

/// <summary>
/// This process as a member of the cluster: keeps its leases, hands shards over when others come, and runs the reconciler while it holds any. When
/// the connection of the leases is gone, every charger stops at once, because another node may start it a moment later; then it starts over.
/// </summary>
public sealed partial class FleetNode
{
    /// <summary>How often a node proves that it lives and looks whether others came or went.</summary>
    public static readonly TimeSpan RenewInterval = TimeSpan.FromSeconds(1);

    /// <summary>How often everything is compared although nothing was signalled.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(500);

    private readonly ShardLeases _leases;
    private readonly Reconciler _reconciler;
    private readonly TimeProvider _time;
    private readonly ILogger<FleetNode> _log;

    internal FleetNode(ShardLeases leases, Reconciler reconciler, TimeProvider time, ILogger<FleetNode> log)
    {
        _leases = leases;
        _reconciler = reconciler;
        _time = time;
        _log = log;
    }

    /// <summary>Shards that this node runs.</summary>
    public IReadOnlySet<int> Shards => _leases.Owned;

    /// <summary>Runs until cancelled. Leases and chargers are then still held: the caller stops the chargers first.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            using var term = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var reconciling = ReconcileAsync(term.Token);
            var polling = PollAsync(term.Token);
            try
            {
                await KeepLeasesAsync(ct);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException or InvalidOperationException)
            {
                LogLeasesLost(e, _leases.Owned.Count, _reconciler.Placed);
                var stopping = _reconciler.LoseAllAsync();
                await term.CancelAsync();
                await stopping;
                await _leases.ResetAsync();
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
            }

            await term.CancelAsync();
            await Task.WhenAll(reconciling, polling);
            await Task.Delay(PauseAfterFailure, _time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task KeepLeasesAsync(CancellationToken ct)
    {
        while (true)
        {
            var round = await _leases.RenewAsync(ct);
            await _reconciler.TakeOverAsync(round.Gained, ct);
            if (round.Surplus.Count > 0)
            {
                await _reconciler.HandOverAsync(round.Surplus, ct);
                await _leases.ReleaseAsync(round.Surplus, ct);
            }

            await Task.Delay(RenewInterval, _time, ct);
        }
    }

    private async Task ReconcileAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await _reconciler.Work.WaitAsync(ct);
                await _reconciler.PassAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The pass marked its work again. A database failure passes; a defect must not end the fleet of this node either.
                LogPassFailed(e);
                await Task.Delay(PauseAfterFailure, _time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task PollAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await Task.Delay(PollInterval, _time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _reconciler.Work.All();
        }
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Voltbench.Lab.Database;

namespace Voltbench.Lab.Ocpi.Tokens;

/// <summary>Takes pulls that are due, some at a time. Gateways of one database share the work by the rows they take.</summary>
public sealed partial class TokenPuller : BackgroundService
{
    /// <summary>A lost notification costs so much.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    private readonly TokenPullStore _store;
    private readonly TokenPull _pull;
    private readonly TokenPullOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<TokenPuller> _log;
    private readonly SemaphoreSlim _wake = new(0, 1);

    public TokenPuller(TokenPullStore store, TokenPull pull, TokenPullOptions options, Notifications notifications, TimeProvider time, ILogger<TokenPuller> log)
    {
        (_store, _pull, _options, _time, _log) = (store, pull, options, time, log);
        notifications.Subscribe(TokenPullStore.Channel, _ => Wake(), Wake);
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            running.RemoveAll(static task => task.IsCompleted);
            var run = running.Count < _options.MaxConcurrent ? await ClaimAsync(stoppingToken) : null;
            if (run is not null)
                running.Add(RunAsync(run, stoppingToken));
            else
                await WaitAsync(running, stoppingToken);
        }

        await Task.WhenAll(running);
    }

    private async Task WaitAsync(List<Task> running, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var waits = new List<Task> { _wake.WaitAsync(over.Token), Task.Delay(Poll, _time, over.Token) };
        if (running.Count >= _options.MaxConcurrent)
            waits = [Task.WhenAny(running), waits[1]];
        await Task.WhenAny(waits);
        await over.CancelAsync();
    }

    private async Task<TokenPullRun?> ClaimAsync(CancellationToken ct)
    {
        try
        {
            return await _store.ClaimAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return null;
        }
        catch (NpgsqlException e)
        {
            LogWaiting(e.Message);
            return null;
        }
    }

    private async Task RunAsync(TokenPullRun run, CancellationToken ct)
    {
        try
        {
            await _pull.RunAsync(run, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The gateway stops; the lease runs out and the run goes on.
        }
        catch (Exception e)
        {
            LogFailed(e, run.PeerId);
        }
    }

    private void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }
}

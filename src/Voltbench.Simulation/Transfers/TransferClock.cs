namespace Voltbench.Simulation.Transfers;

/// <summary>Ends a transfer that stands still, takes too long or is no longer wanted.</summary>
internal sealed class TransferClock : IDisposable
{
    private readonly TimeSpan _idle;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _total;
    private readonly CancellationTokenSource _stalled;
    private readonly CancellationTokenSource _all;

    public TransferClock(FileTransferOptions options, TimeProvider time, CancellationToken caller)
    {
        _idle = options.IdleTimeout;
        _caller = caller;
        _total = new CancellationTokenSource(options.TotalTimeout, time);
        _stalled = new CancellationTokenSource(_idle, time);
        _all = CancellationTokenSource.CreateLinkedTokenSource(caller, _total.Token, _stalled.Token);
    }

    public CancellationToken Token => _all.Token;

    /// <summary>Something moved: the wait begins anew.</summary>
    public void Progress() => _stalled.CancelAfter(_idle);

    /// <summary>Why the token fired.</summary>
    public FileReceipt Explain(FileUrl url) => _caller.IsCancellationRequested
        ? FileReceipt.Failed(FileOutcome.Cancelled, "The transfer was cancelled.")
        : FileReceipt.Failed(
            FileOutcome.TimedOut,
            _total.IsCancellationRequested ? $"The transfer with {url.At} took too long." : $"{url.At} stood still for too long.");

    public void Dispose()
    {
        _all.Dispose();
        _stalled.Dispose();
        _total.Dispose();
    }
}

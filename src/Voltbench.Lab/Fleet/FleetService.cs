using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Voltbench.Lab.Commands;
using Voltbench.Lab.Database;
using Voltbench.Lab.FrameLog;
using Voltbench.Lab.Runtime;
using SimulatedFleet = Voltbench.Simulation.Fleet;

namespace Voltbench.Lab.Fleet;

/// <summary>
/// Runs the fleet within the host. Start: writers, then the node with its reconciler. Stop, in reverse: no more placing, all chargers close with 1000,
/// then what they left to write is written, and last the leases go, so that another node finds everything on disk.
/// </summary>
internal sealed partial class FleetService(
    FrameQueue frames,
    FrameWriter frameWriter,
    FrameRetention retention,
    ChargerStore store,
    RuntimeProjection runtime,
    SimulatedFleet fleet,
    FleetNode node,
    ShardLeases leases,
    CommandInbox inbox,
    FleetNotices notices,
    Notifications notifications,
    TimeProvider time,
    ILogger<FleetService> log) : IHostedService, IDisposable
{
    // When each part must be done, from the beginning of the stop; below the 5 s that the host gives. Neither a silent CSMS nor a database
    // that is away may hold up the end of the process.
    private static readonly TimeSpan NodeDoneAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ChargersDoneAfter = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan WritersDoneAfter = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan AllDoneAfter = TimeSpan.FromSeconds(4.5);

    private readonly CancellationTokenSource _running = new();
    private readonly CancellationTokenSource _writing = new();
    private Task _writers = Task.CompletedTask;
    private Task _workers = Task.CompletedTask;
    private Task _projection = Task.CompletedTask;
    private long _stopBegan;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _writers = Task.WhenAll(
            Run(frameWriter.RunAsync(_writing.Token), nameof(FrameWriter)),
            Run(store.RunAsync(_writing.Token), nameof(ChargerStore)));
        _projection = Run(runtime.RunAsync(_writing.Token), nameof(RuntimeProjection));
        _workers = Task.WhenAll(
            Run(retention.RunAsync(_running.Token), nameof(FrameRetention)),
            Run(node.RunAsync(_running.Token), nameof(FleetNode)),
            Run(inbox.RunAsync(_running.Token), nameof(CommandInbox)));
        return Task.CompletedTask;
    }

    /// <summary>To be called while the services are built: the channel takes its one subscriber before the host starts.</summary>
    public void Subscribe() => notices.Subscribe(notifications);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopBegan = time.GetTimestamp();
        await _running.CancelAsync();
        await InTimeAsync(_workers, NodeDoneAfter, "reconciler");
        await InTimeAsync(fleet.DisposeAsync().AsTask(), ChargersDoneAfter, "chargers");

        frames.Complete();
        store.Complete();
        await InTimeAsync(Task.WhenAll(_writers, FlushRuntimeAsync()), WritersDoneAfter, "writers");
        await _writing.CancelAsync();
        await InTimeAsync(Task.WhenAll(_writers, _projection), AllDoneAfter, "writers after their abort");
        await InTimeAsync(leases.DisposeAsync().AsTask(), AllDoneAfter, "leases");
        await InTimeAsync(frameWriter.DisposeAsync().AsTask(), AllDoneAfter, "connection of the frame log");
        LogStopped(time.GetElapsedTime(_stopBegan).TotalMilliseconds);
    }

    public void Dispose()
    {
        _running.Dispose();
        _writing.Dispose();
    }

    private async Task FlushRuntimeAsync()
    {
        using var limit = new CancellationTokenSource(Left(WritersDoneAfter), time);
        try
        {
            await runtime.TryFlushAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // What is missing is a projection; the next owner writes it anew.
        }
    }

    private async Task InTimeAsync(Task task, TimeSpan doneAfter, string what)
    {
        try
        {
            await task.WaitAsync(Left(doneAfter), time);
        }
        catch (TimeoutException)
        {
            LogLate(what, doneAfter.TotalSeconds);
        }
    }

    private TimeSpan Left(TimeSpan doneAfter)
    {
        var left = doneAfter - time.GetElapsedTime(_stopBegan);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private async Task Run(Task task, string name)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            // A defect: the process goes on without this part, and says so.
            LogEnded(e, name);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Part} ended by a defect; restart the gateway")]
    private partial void LogEnded(Exception e, string part);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Part} did not stop within {Seconds} s of the stop")]
    private partial void LogLate(string part, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "The fleet stopped in {Milliseconds:F0} ms")]
    private partial void LogStopped(double milliseconds);
}

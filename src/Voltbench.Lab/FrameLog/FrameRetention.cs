using Microsoft.Extensions.Logging;
using Npgsql;

namespace Voltbench.Lab.FrameLog;

/// <summary>Once an hour: creates the partitions of today and tomorrow ahead, drops those older than the retention.</summary>
public sealed partial class FrameRetention(FramePartitions partitions, FrameLogOptions options, TimeProvider time, ILogger<FrameRetention> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            var pause = Pause;
            try
            {
                await TidyAsync(ct);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                LogPostponed(e);
                pause = PauseAfterFailure;
            }

            await Task.Delay(pause, time, ct);
        }
    }

    /// <summary>One round.</summary>
    public async Task TidyAsync(CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        await partitions.EnsureAsync(today, ct);
        await partitions.EnsureAsync(today.AddDays(1), ct);
        foreach (var day in await partitions.DropBeforeAsync(today.AddDays(-Math.Max(1, options.RetentionDays)), ct))
            LogDropped(day);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Dropped the frames of {Day}: they are older than the retention")]
    private partial void LogDropped(DateOnly day);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The partitions of the frame log could not be tended now")]
    private partial void LogPostponed(Exception e);
}

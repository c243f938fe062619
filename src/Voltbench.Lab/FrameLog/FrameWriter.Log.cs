using Microsoft.Extensions.Logging;

namespace Voltbench.Lab.FrameLog;

public sealed partial class FrameWriter
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The frame log could not store {Frames} frames and tries again in {Pause} ms")]
    private partial void LogRetry(Exception e, int frames, double pause);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database refused {Frames} frames for good: {SqlState} {Reason}")]
    private partial void LogRefused(int frames, string sqlState, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The frame log stopped with {Frames} frames not stored")]
    private partial void LogLeftBehind(int frames);
}

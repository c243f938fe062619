using Microsoft.Extensions.Logging;

namespace Voltbench.Lab.Csms;

public sealed partial class CsmsStore
{
    [LoggerMessage(LogLevel.Warning, "The database refused a batch of {Count} transaction changes; they are written one by one")]
    private static partial void LogSplit(ILogger logger, Exception error, int count);

    [LoggerMessage(LogLevel.Error, "{Count} transaction changes were not stored; the stations will send them again")]
    private static partial void LogFailed(ILogger logger, Exception error, int count);

    [LoggerMessage(LogLevel.Warning, "Meter registers were not stored; the next samples will be")]
    private static partial void LogMeters(ILogger logger, Exception error);
}

using Microsoft.Extensions.Logging;

namespace Voltbench.Csms;

internal sealed partial class Station
{
    [LoggerMessage(LogLevel.Debug, "{Station}: connection closed: {Reason}")]
    private static partial void LogClosed(ILogger logger, StationId station, string reason);

    [LoggerMessage(LogLevel.Information, "{Station}: refused {Action}: {Violation}")]
    private static partial void LogRefused(ILogger logger, StationId station, string? action, string? violation);

    [LoggerMessage(LogLevel.Information, "{Station}: a message that cannot be answered: {Violation}")]
    private static partial void LogUnanswerable(ILogger logger, StationId station, string? violation);

    [LoggerMessage(LogLevel.Warning, "{Station}: StopTransaction for {Number}, which is none of its transactions")]
    private static partial void LogUnknownStop(ILogger logger, StationId station, int number);

    [LoggerMessage(LogLevel.Information, "{Station}: late answer to {CallId}")]
    private static partial void LogLate(ILogger logger, StationId station, string callId);

    [LoggerMessage(LogLevel.Error, "{Station}: {Action} failed")]
    private static partial void LogFailed(ILogger logger, Exception error, StationId station, string action);

    [LoggerMessage(LogLevel.Warning, "{Station}: what a token is worth was not decided within {Seconds} s, it is refused")]
    private static partial void LogUndecided(ILogger logger, StationId station, double seconds);
}

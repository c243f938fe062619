using Microsoft.Extensions.Logging;

namespace Voltbench.Lab.Database.Private;

public sealed partial class PrivatePostgres
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Making a private PostgreSQL {Major} in {Directory}")]
    private static partial void LogInitialising(ILogger log, int major, string directory);

    [LoggerMessage(Level = LogLevel.Information, Message = "Private PostgreSQL {Major} runs in {Directory}")]
    private static partial void LogStarted(ILogger log, int major, string directory);

    [LoggerMessage(Level = LogLevel.Information, Message = "Private PostgreSQL in {Directory} still ran (pid {ProcessId}) and is used again")]
    private static partial void LogReused(ILogger log, string directory, int processId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Removed the process file of a PostgreSQL server (pid {ProcessId}) that no longer runs")]
    private static partial void LogStale(ILogger log, int processId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Private PostgreSQL did not stop in time ({Reason}) and was stopped at once; the next start recovers it")]
    private static partial void LogStoppedAtOnce(ILogger log, string reason);
}

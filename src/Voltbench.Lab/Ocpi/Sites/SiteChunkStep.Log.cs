using Microsoft.Extensions.Logging;

namespace Voltbench.Lab.Ocpi.Sites;

public sealed partial class SiteChunkStep
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Job {JobId}: chunk {Chunk} made {Made} locations in {Milliseconds:F1} ms")]
    private partial void LogChunk(Guid jobId, int chunk, int made, double milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId}: chunk {Chunk} was refused ({SqlState}: {Text}); trying its locations one by one")]
    private partial void LogSingly(Guid jobId, int chunk, string sqlState, string text);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId}: location {Ordinal} was refused in attempt {Attempt} ({SqlState}: {Text})")]
    private partial void LogRefused(Guid jobId, int ordinal, int attempt, string sqlState, string text);
}

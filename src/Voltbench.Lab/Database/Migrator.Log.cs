using Microsoft.Extensions.Logging;

namespace Voltbench.Lab.Database;

public sealed partial class Migrator
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Applied migration {Migration}")]
    private partial void LogApplied(string migration);
}

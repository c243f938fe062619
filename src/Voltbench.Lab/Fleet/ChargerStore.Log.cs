using Microsoft.Extensions.Logging;

namespace Voltbench.Lab.Fleet;

public sealed partial class ChargerStore
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Commits} commits of chargers could not be stored; next try in {Pause} ms")]
    private partial void LogRetry(Exception e, int commits, double pause);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database refused a commit of charger {ChargerKey} for good: {SqlState} {Reason}")]
    private partial void LogRefused(long chargerKey, string sqlState, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Charger {ChargerKey} failed in the callback of its commit")]
    private partial void LogCallbackFailed(Exception e, long chargerKey);

    [LoggerMessage(Level = LogLevel.Error, Message = "The charger store stopped with {Commits} commits not stored and not confirmed")]
    private partial void LogLeftBehind(int commits);
}

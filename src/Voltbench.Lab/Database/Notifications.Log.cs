using Microsoft.Extensions.Logging;

namespace Voltbench.Lab.Database;

public sealed partial class Notifications
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Listening on {Channels} channels")]
    private partial void LogListening(int channels);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The notification connection was lost: {Reason}. Caches are bypassed until it is back")]
    private partial void LogLost(string reason);
}

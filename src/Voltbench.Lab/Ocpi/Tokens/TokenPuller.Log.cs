using Microsoft.Extensions.Logging;

namespace Voltbench.Lab.Ocpi.Tokens;

public sealed partial class TokenPuller
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The pull of tokens of peer {PeerId} failed")]
    private partial void LogFailed(Exception exception, long peerId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pulls of tokens wait for the database: {Reason}")]
    private partial void LogWaiting(string reason);
}

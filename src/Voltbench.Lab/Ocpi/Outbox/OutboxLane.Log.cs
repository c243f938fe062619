using Microsoft.Extensions.Logging;

namespace Voltbench.Lab.Ocpi.Outbox;

public sealed partial class OutboxLane
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} of {ObjectKey} to peer {Peer} is given up after {Attempts} attempts: {Error}")]
    private partial void LogDead(string method, string objectKey, long peer, int attempts, string? error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox of peer {Peer} cannot use the database now: {Reason}")]
    private partial void LogDatabase(long peer, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A delivery to peer {Peer} broke")]
    private partial void LogBroken(Exception error, long peer);
}

using Microsoft.Extensions.Logging;

namespace Voltbench.Lab.Fleet;

public sealed partial class ShardLeases
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Took {Gained} shards; this node runs {Owned} of 256 among {Nodes} nodes")]
    private partial void LogGained(int gained, int owned, int nodes);

    [LoggerMessage(Level = LogLevel.Information, Message = "Gave {Released} shards back; this node runs {Owned} of 256 among {Nodes} nodes")]
    private partial void LogReleased(int released, int owned, int nodes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection that held the shards is gone: {Reason}")]
    private partial void LogConnectionGone(string reason);
}

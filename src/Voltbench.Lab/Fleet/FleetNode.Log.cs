using Microsoft.Extensions.Logging;

namespace Voltbench.Lab.Fleet;

public sealed partial class FleetNode
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The leases of {Shards} shards are lost; all {Chargers} chargers of this node stop at once")]
    private partial void LogLeasesLost(Exception e, int shards, int chargers);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A pass of the reconciler failed and will be repeated")]
    private partial void LogPassFailed(Exception e);
}

using Microsoft.Extensions.Logging;

namespace Voltbench.Csms;

public sealed partial class CsmsServer
{
    [LoggerMessage(LogLevel.Information, "{Station}: connected again, the older connection is closed")]
    private static partial void LogReplaced(ILogger logger, StationId station);
}

using Microsoft.Extensions.Logging;

namespace Voltbench.Simulation.Scheduling;

internal static partial class LaneLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Charger {Charger} failed in {What}; its connection starts over")]
    public static partial void ChargerFailed(ILogger logger, string charger, string what, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "A timer without a charger failed")]
    public static partial void TimerFailed(ILogger logger, Exception error);
}

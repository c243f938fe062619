using Microsoft.Extensions.Logging;

namespace Voltbench.Lab.Fleet;

public sealed partial class Reconciler
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Placed {Chargers} chargers, {Fresh} of them new here")]
    private partial void LogPlaced(int chargers, int fresh);

    [LoggerMessage(Level = LogLevel.Error, Message = "Charger {Id} cannot be simulated: {Reason}")]
    private partial void LogUnfit(string id, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Charger {ChargerKey} could not be removed cleanly")]
    private partial void LogRemovalFailed(Exception e, long chargerKey);
}

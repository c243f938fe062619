using Microsoft.Extensions.Logging;

namespace Voltbench.Lab.Ocpi.Parties;

public sealed partial class PartyRemoval
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Party {Party} has expired and is destroyed")]
    private partial void LogExpired(long party);

    [LoggerMessage(Level = LogLevel.Information, Message = "Party {Party} is removed: {Chargers} chargers, {Locations} locations, {Milliseconds:F0} ms")]
    private partial void LogRemoved(long party, int chargers, int locations, double milliseconds);
}

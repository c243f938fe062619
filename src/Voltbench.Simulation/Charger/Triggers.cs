namespace Voltbench.Simulation.Charger;

/// <summary>What a CSMS may ask to be told now, as far as the versions agree.</summary>
internal static class Triggers
{
    /// <summary>Readings of one connector (0 in 1.6: of the main meter), or of all meters when none is named; false when there is no such connector or nothing to tell.</summary>
    public static bool MeterValues(Station station, int? connectorId)
    {
        if (connectorId == 0 && station.Face.HasConnectorZero)
            return station.MainMeter.Tell(station.ClockNow, isTriggered: true);
        if (connectorId is { } id)
            return station.Find(id) is { } one && station.Face.Triggered(station, one, Meters.Read(station, one));
        var isAnyTold = false;
        foreach (var connector in station.Connectors)
            isAnyTold |= station.Face.Triggered(station, connector, Meters.Read(station, connector));
        return station.MainMeter.Tell(station.ClockNow, isTriggered: true) || isAnyTold;
    }
}

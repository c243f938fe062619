namespace Voltbench.Simulation.Charger;

/// <summary>What a CSMS may ask to be told now, as far as the versions agree.</summary>
internal static class Triggers
{
    /// <summary>Readings of one connector, or of all when none is named; false when there is no such connector or nothing to tell.</summary>
    public static bool MeterValues(Station station, int? connectorId)
    {
        if (connectorId is { } id)
            return station.Find(id) is { } one && station.Face.Triggered(station, one, Meters.Read(station, one));
        var isAnyTold = false;
        foreach (var connector in station.Connectors)
            isAnyTold |= station.Face.Triggered(station, connector, Meters.Read(station, connector));
        return isAnyTold;
    }
}

namespace Voltbench.Simulation.Charger.DeviceModel;

/// <summary>Where something is broken.</summary>
internal static class Faults
{
    public static bool Of(Connector connector) => connector.Fault is not null;

    public static bool Any(Station station) => Array.Exists(station.Connectors, Of);

    /// <summary>The station as a whole, not one outlet of it.</summary>
    public static bool OfStation(Station station) => Array.TrueForAll(station.Connectors, Of);
}

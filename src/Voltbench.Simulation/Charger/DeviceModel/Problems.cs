namespace Voltbench.Simulation.Charger.DeviceModel;

/// <summary>Where something is broken.</summary>
internal static class Problems
{
    public static bool Of(Connector connector) => connector.Fault is not null;

    /// <summary>The station as a whole, not one outlet of it.</summary>
    public static bool OfStation(Station station) => station.OwnFault is not null;
}

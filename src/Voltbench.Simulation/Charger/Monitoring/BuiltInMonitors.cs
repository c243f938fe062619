using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.DeviceModel;

namespace Voltbench.Simulation.Charger.Monitoring;

/// <summary>The monitors that a station has without anybody's doing: whether a connector is broken cannot be switched off, whether the whole station is can be.</summary>
internal static class BuiltInMonitors
{
    /// <summary>Ids below are built in: 1 of the station, 10 and up of the connectors.</summary>
    public const int FirstCustomId = 1000;

    private const int StationId = 1;
    private const int FirstConnectorId = 10;
    private const int HardwareFailure = 1;
    private const int Critical = 3;

    /// <summary>None has spoken yet: all is well when a station is switched on.</summary>
    public static IEnumerable<VariableMonitor> HardWired(Station station)
        => station.Connectors.Select(c => Problem(station, FirstConnectorId + c.Id, EventNotification.HardWiredMonitor, Critical, "Connector", new Evse { Id = c.Id, ConnectorId = 1 }));

    public static IEnumerable<VariableMonitor> Preconfigured(Station station)
        => [Problem(station, StationId, EventNotification.PreconfiguredMonitor, HardwareFailure, "ChargingStation", null)];

    private static VariableMonitor Problem(Station station, int id, EventNotification origin, int severity, string component, Evse? evse)
    {
        _ = StationModel.Find(station, new Component { Name = component, Evse = evse }, new Variable { Name = "Problem" }, out var variable);
        var monitor = new VariableMonitor(id, origin, variable, MonitorType.Delta, 1, severity, isTransactionOnly: false);
        monitor.Begin(station, "false");
        return monitor;
    }
}

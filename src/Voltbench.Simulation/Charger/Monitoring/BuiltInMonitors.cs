using System.Diagnostics;
using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.DeviceModel;

namespace Voltbench.Simulation.Charger.Monitoring;

/// <summary>
/// The monitors that a station has without anybody's doing. They watch for more power than it is built for: of each EVSE wired in, of the whole station
/// preconfigured.
/// </summary>
internal static class BuiltInMonitors
{
    /// <summary>Ids below are built in: 1 of the station, 11 and up of its EVSEs.</summary>
    public const int FirstCustomId = 1000;

    private const int StationId = 1;
    private const int FirstEvseId = 10;
    private const int SystemFailure = 2;
    private const int Alert = 5;

    public static IEnumerable<VariableMonitor> HardWired(Station station)
        => station.Connectors.Select(c => OverPower(station, FirstEvseId + c.Id, EventNotification.HardWiredMonitor, SystemFailure, new Component { Name = "EVSE", Evse = new Evse { Id = c.Id } }));

    public static IEnumerable<VariableMonitor> Preconfigured(Station station)
        => [OverPower(station, StationId, EventNotification.PreconfiguredMonitor, Alert, new Component { Name = "ChargingStation" })];

    private static VariableMonitor OverPower(Station station, int id, EventNotification origin, int severity, Component component)
    {
        if (StationModel.Find(station, component, new Variable { Name = "Power" }, out var power) != Lookup.Found)
            throw new UnreachableException("Every station and every EVSE has a power.");
        return new VariableMonitor(id, origin, power, MonitorType.UpperThreshold, power.MaxOf(station)!.Value, severity, isTransactionOnly: false);
    }
}

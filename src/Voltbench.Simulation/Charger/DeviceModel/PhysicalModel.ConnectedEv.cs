using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger.DeviceModel;

/// <content>
/// The car as far as it tells the station: any car shows that it is there, one that speaks with the station (direct current, ISO 15118) also its battery and limits (appendix 3.2.13).
/// </content>
internal static partial class PhysicalModel
{
    private static PhysicalVariable[] ConnectedEv { get; } =
    [
        Evse("ConnectedEV", "Available", DataType.Boolean, static (_, c) => PhysicalVariable.Text(c.IsPlugged)),
        new("ConnectedEV", "Power", ModelLevel.Evse, DataType.Decimal, static (s, c) => PhysicalVariable.Text(PowerOf(s, c!)))
        {
            Unit = "W",
            MaxSet = static (_, c) => EvOf(c!) is { } ev ? PhysicalVariable.Text(PowerLimits.Of(c!.Model, ev).EvMaxW) : null,
        },
        Evse("ConnectedEV", "EnergyCapacity", DataType.Decimal, static (_, c) => EvOf(c) is { } ev ? PhysicalVariable.Text(ev.BatteryWh) : null, unit: "Wh"),
        new("ConnectedEV", "StateOfCharge", ModelLevel.Evse, DataType.Decimal, static (s, c) => EvOf(c!) is null ? null : PhysicalVariable.Text(SocOf(s, c!)))
        {
            Unit = "Percent",
            MaxLimit = static (_, _) => 100,
            MaxSet = static (_, c) => EvOf(c!) is null ? null : "100",
        },
    ];

    private static double SocOf(Station station, Connector connector) => connector.Session?.SocAt(station.Lane.Now) ?? connector.Car!.SocPercent;

    private static EvProfile? EvOf(Connector connector) => connector.Car?.Ev is { } ev && (connector.Model.IsDc || ev.SupportsIso15118) ? ev : null;
}

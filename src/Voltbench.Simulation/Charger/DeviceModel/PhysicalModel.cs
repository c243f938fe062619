using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Simulation.Charger.V201;
using static Voltbench.Simulation.Charger.DeviceModel.PhysicalVariable;

namespace Voltbench.Simulation.Charger.DeviceModel;

/// <summary>What a station consists of, one line a variable (OCPP 2.0.1 part 2 appendix 3.2; required ones: "Charging Infrastructure related").</summary>
internal static partial class PhysicalModel
{
    private static readonly string[] States = ["Available", "Occupied", "Reserved", "Unavailable", "Faulted"];

    public static readonly IReadOnlyList<PhysicalVariable> All =
    [
        Station("ChargingStation", "AvailabilityState", DataType.OptionList, static s => StateOf(s), values: States),
        Station("ChargingStation", "Available", DataType.Boolean, static _ => Text(true), isConstant: true),
        Station("ChargingStation", "Enabled", DataType.Boolean, static s => Text(!s.IsInoperative)),
        Station("ChargingStation", "Identity", DataType.String, static s => s.Spec.Identity, isConstant: true),
        Station("ChargingStation", "Model", DataType.String, static s => Charger.Text.Cut(s.Spec.Model.Name, 20), isConstant: true),
        new("ChargingStation", "Power", ModelLevel.Station, DataType.Decimal, static (s, _) => Text(PowerOf(s)))
        {
            Unit = "W",
            MaxLimit = static (s, _) => (decimal)s.Spec.Model.Connectors.Sum(static c => c.MaxPowerW),
        },
        Station("ChargingStation", "Problem", DataType.Boolean, static s => Text(Problems.OfStation(s))),
        Station("ChargingStation", "SerialNumber", DataType.String, static s => Charger.Text.Cut(s.Spec.SerialNumber, 25), isConstant: true),
        Station("ChargingStation", "SupplyPhases", DataType.Integer, static s => Text(SupplyPhasesOf(s)), isConstant: true),
        Station("ChargingStation", "VendorName", DataType.String, static s => Charger.Text.Cut(s.Spec.Model.Vendor, 50), isConstant: true),
        Station("Controller", "FirmwareVersion", DataType.String, static s => Charger.Text.Cut(s.FirmwareVersion, 50)),

        Evse("EVSE", "AllowReset", DataType.Boolean, static (_, _) => Text(true), isConstant: true),
        Evse("EVSE", "AvailabilityState", DataType.OptionList, static (s, c) => V201Face.Instance.NameOf(c.Status), values: States),
        Evse("EVSE", "Available", DataType.Boolean, static (_, _) => Text(true), isConstant: true),
        Evse("EVSE", "ChargingTime", DataType.Decimal, static (s, c) => Text(ChargingSecondsOf(s, c)), unit: "s"),
        Evse("EVSE", "Enabled", DataType.Boolean, static (_, c) => Text(!c.IsInoperative)),
        new("EVSE", "Power", ModelLevel.Evse, DataType.Decimal, static (s, c) => Text(PowerOf(s, c!)))
        {
            Unit = "W",
            MaxLimit = static (_, c) => (decimal)c!.Model.MaxPowerW,
        },
        Evse("EVSE", "Problem", DataType.Boolean, static (_, c) => Text(Problems.Of(c))),
        Evse("EVSE", "SupplyPhases", DataType.Integer, static (_, c) => Text(c.Model.IsDc ? 3 : c.Model.Phases), isConstant: true),
        Evse("EVSE", "ACCurrent", DataType.Decimal, static (s, c) => Text((double)ReadingOf(s, c).CurrentA), unit: "A", exists: static c => !c.Model.IsDc),
        Evse("EVSE", "DCCurrent", DataType.Decimal, static (s, c) => Text((double)ReadingOf(s, c).CurrentA), unit: "A", exists: static c => c.Model.IsDc),
        Evse("FiscalMetering", "EnergyImport", DataType.Decimal, static (s, c) => Text(SessionWhOf(s, c)), unit: "Wh"),
        Evse("FiscalMetering", "EnergyImportRegister", DataType.Decimal, static (s, c) => Text(c.RegisterAt(s.Lane.Now)), unit: "Wh"),

        OfConnector("Connector", "AvailabilityState", DataType.OptionList, static (s, c) => V201Face.Instance.NameOf(c.Status), values: States),
        OfConnector("Connector", "Available", DataType.Boolean, static (_, _) => Text(true), isConstant: true),
        OfConnector("Connector", "ConnectorType", DataType.String, static (_, c) => TypeOf(c.Model), isConstant: true),
        OfConnector("Connector", "Enabled", DataType.Boolean, static (_, c) => Text(!c.IsInoperative)),
        OfConnector("Connector", "Problem", DataType.Boolean, static (_, c) => Text(Problems.Of(c))),
        OfConnector("Connector", "SupplyPhases", DataType.Integer, static (_, c) => Text(c.Model.Phases), isConstant: true),

        .. ConnectedEv,
    ];

    private static PhysicalVariable Station(
        string component, string variable, DataType type, Func<Station, string?> actual, IReadOnlyList<string>? values = null, bool isConstant = false)
        => new(component, variable, ModelLevel.Station, type, (s, _) => actual(s)) { Values = values, IsConstant = isConstant };

    private static PhysicalVariable Evse(
        string component,
        string variable,
        DataType type,
        Func<Station, Connector, string?> actual,
        string? unit = null,
        IReadOnlyList<string>? values = null,
        bool isConstant = false,
        Func<Connector, bool>? exists = null)
        => new(component, variable, ModelLevel.Evse, type, (s, c) => actual(s, c!))
        {
            Unit = unit,
            Values = values,
            IsConstant = isConstant,
            Exists = exists is null ? null : (_, c) => exists(c!),
        };

    private static PhysicalVariable OfConnector(
        string component, string variable, DataType type, Func<Station, Connector, string?> actual, IReadOnlyList<string>? values = null, bool isConstant = false)
        => new(component, variable, ModelLevel.Connector, type, (s, c) => actual(s, c!)) { Values = values, IsConstant = isConstant };
}

using System.Text.Json;
using Voltbench.Gateway.Validation;
using Voltbench.Simulation.Physics;

namespace Voltbench.Gateway.Commands;

/// <summary>A car: the name of one the lab knows, or an object with its figures.</summary>
internal static class EvInput
{
    private const double MaxBatteryKwh = 10_000;
    private const double MaxPowerKw = 10_000;

    public static EvProfile Read(BodyValue value)
    {
        if (value.Json.ValueKind == JsonValueKind.Object)
            return ReadFigures(value.AsObject());

        var name = value.AsEnum([.. EvProfiles.All.Select(p => p.Name)]);
        return EvProfiles.Find(name) ?? EvProfiles.ThreePhase;
    }

    private static EvProfile ReadFigures(BodyObject ev) => new()
    {
        Name = ev.OptionalString("name", min: 1, max: 64).Value ?? "custom",
        BatteryWh = ev.Number("battery_kwh", min: 0.1, max: MaxBatteryKwh) * 1000,
        AcMaxPowerW = (ev.OptionalNumber("ac_max_kw", min: 0, max: MaxPowerKw).Value ?? 11) * 1000,
        AcPhases = ev.OptionalInt("ac_phases", min: 1, max: 3).Value ?? 3,
        DcMaxPowerW = (ev.OptionalNumber("dc_max_kw", min: 0, max: MaxPowerKw).Value ?? 0) * 1000,
        PackVoltageV = ev.OptionalNumber("pack_voltage_v", min: 48, max: 1500).Value ?? 400,
    };
}

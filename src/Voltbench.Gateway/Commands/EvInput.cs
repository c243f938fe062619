using System.Text.Json;
using Voltbench.Gateway.Validation;
using Voltbench.Simulation.Physics;

namespace Voltbench.Gateway.Commands;

/// <summary>A car: the name of one the lab knows, or an object with its figures (<c>docs/api/ev-profiles.md</c>).</summary>
internal static class EvInput
{
    private const double MaxBatteryKwh = 10_000;
    private const double MaxPowerKw = 10_000;
    private const int MaxCurvePoints = 100;

    public static EvProfile Read(BodyValue value)
    {
        if (value.Json.ValueKind == JsonValueKind.Object)
            return ReadFigures(value.AsObject());

        var name = value.AsEnum([.. EvProfiles.All.Select(p => p.Name)]);
        return EvProfiles.Find(name) ?? EvProfiles.ThreePhase;
    }

    private static EvProfile ReadFigures(BodyObject ev)
    {
        // A car may be described as another with some figures changed.
        var like = ev.OptionalEnum("like", [.. EvProfiles.All.Select(p => p.Name)]).Value is { Length: > 0 } name ? EvProfiles.Find(name) : null;
        var plain = like ?? new EvProfile { Name = "custom", BatteryWh = 1, AcMaxPowerW = 11_000, AcPhases = 3 };
        var battery = like is null ? ev.Number("battery_kwh", min: 0.1, max: MaxBatteryKwh) : ev.OptionalNumber("battery_kwh", min: 0.1, max: MaxBatteryKwh).Value;
        var curve = ReadCurve(ev);
        var taper = ev.OptionalNumber("taper_from_percent", min: 0, max: 99).Value;
        var final = ev.OptionalNumber("final_power_share", min: 0.001, max: 0.999).Value;
        return plain with
        {
            Name = ev.OptionalString("name", min: 1, max: 64).Value ?? (like is null ? "custom" : like.Name),
            BatteryWh = battery * 1000 ?? plain.BatteryWh,
            AcMaxPowerW = ev.OptionalNumber("ac_max_kw", min: 0, max: MaxPowerKw).Value * 1000 ?? plain.AcMaxPowerW,
            AcPhases = ev.OptionalInt("ac_phases", min: 1, max: 3).Value ?? plain.AcPhases,
            DcMaxPowerW = ev.OptionalNumber("dc_max_kw", min: 0, max: MaxPowerKw).Value * 1000 ?? (curve is null ? plain.DcMaxPowerW : curve.Max(static p => p.PowerW)),
            DcCurve = curve ?? (taper is null && final is null ? plain.DcCurve : null), // who names a taper wants it, not the other car's curve
            TaperFromPercent = taper ?? plain.TaperFromPercent,
            FinalPowerShare = final ?? plain.FinalPowerShare,
            PackVoltageV = ev.OptionalNumber("pack_voltage_v", min: 48, max: 1500).Value ?? plain.PackVoltageV,
            ArrivalSocPercent = ev.OptionalNumber("arrival_soc_percent", min: 0, max: 100).Value ?? plain.ArrivalSocPercent,
            CosPhi = ev.OptionalNumber("cos_phi", min: 0.5, max: 1).Value ?? plain.CosPhi,
            AcEfficiency = ev.OptionalNumber("ac_efficiency", min: 0.5, max: 1).Value ?? plain.AcEfficiency,
            MinCurrentA = ev.OptionalNumber("min_current_a", min: 0, max: 80).Value ?? plain.MinCurrentA,
            CableMaxA = ev.OptionalNumber("cable_max_a", min: 0, max: 80).Value ?? plain.CableMaxA,
            RampSeconds = ev.OptionalNumber("ramp_seconds", min: 0, max: 3600).Value ?? plain.RampSeconds,
            SupportsIso15118 = ev.OptionalBool("iso15118").Value ?? plain.SupportsIso15118,
        };
    }

    private static List<CurvePoint>? ReadCurve(BodyObject ev)
    {
        if (ev.OptionalList("dc_curve", min: 2, max: MaxCurvePoints).Value is not { Count: > 0 } points)
            return null;
        var curve = new List<CurvePoint>(points.Count);
        foreach (var point in points)
        {
            var given = point.AsObject();
            var next = new CurvePoint(given.Number("soc", min: 0, max: 100), given.Number("kw", min: 0, max: MaxPowerKw) * 1000);
            var isRead = given.Has("soc") && given.Json.GetProperty("soc") is { ValueKind: JsonValueKind.Number } soc && soc.GetDouble() == next.SocPercent;
            if (curve.Count > 0 && isRead && next.SocPercent <= curve[^1].SocPercent)
                point.Refuse(ViolationType.ValueError("the states of charge of dc_curve must rise"));
            curve.Add(next);
        }

        return curve;
    }
}

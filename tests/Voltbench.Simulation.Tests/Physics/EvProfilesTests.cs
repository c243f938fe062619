using System.Text.Json;
using Voltbench.Simulation.Charger;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Tests.Physics;

public class EvProfilesTests
{
    [Fact]
    public void A_dozen_real_cars_and_the_four_classes_are_known()
    {
        EvProfiles.All.Count.ShouldBeGreaterThanOrEqualTo(16);
        foreach (var name in (string[])["ac-1-phase", "ac-3-phase", "dc-fast", "truck", "vw-id3-58", "VW-ID3-58"])
            EvProfiles.Find(name).ShouldNotBeNull(name);
        EvProfiles.Find("trabant").ShouldBeNull();
        EvProfiles.ThreePhase.BatteryWh.ShouldBe(58_000);
        EvProfiles.ThreePhase.TaperFromPercent.ShouldBe(80);
    }

    [Fact]
    public void The_figures_of_every_car_are_possible()
    {
        foreach (var ev in EvProfiles.All)
        {
            ev.BatteryWh.ShouldBeInRange(5_000, 1_000_000, ev.Name);
            (ev.AcMaxPowerW + ev.DcMaxPowerW).ShouldBeGreaterThan(0, ev.Name);
            ev.AcPhases.ShouldBeInRange(1, 3, ev.Name);
            (ev.AcMaxPowerW / ev.AcPhases / 230).ShouldBeLessThanOrEqualTo(32, ev.Name);
            ev.CosPhi.ShouldBeInRange(0.9, 1, ev.Name);
            ev.AcEfficiency.ShouldBeInRange(0.8, 1, ev.Name);
            ev.PackVoltageV.ShouldBeInRange(300, 900, ev.Name);
            ev.ArrivalSocPercent.ShouldBeInRange(1, 99, ev.Name);
            if (ev.DcCurve is not { } curve)
                continue;
            curve.Max(static p => p.PowerW).ShouldBe(ev.DcMaxPowerW, ev.Name);
            curve[0].SocPercent.ShouldBe(0, ev.Name);
            curve[^1].SocPercent.ShouldBe(100, ev.Name);
            curve.Zip(curve.Skip(1)).ShouldAllBe(p => p.First.SocPercent < p.Second.SocPercent, ev.Name);
            curve[^1].PowerW.ShouldBeLessThan(ev.DcMaxPowerW / 2, ev.Name);
        }
    }

    [Fact]
    public void Every_car_reaches_eighty_percent_in_a_believable_time()
    {
        var strong = new ConnectorModel("CCS2", true, 400_000, 1000, 0);
        foreach (var ev in EvProfiles.All.Where(static e => e.DcMaxPowerW > 0))
        {
            var minutes = new ChargingRun(ev, PowerLimits.Of(strong, ev), 10).TimeUntil(80).TotalMinutes;
            minutes.ShouldBeInRange(12, 95, ev.Name);
        }
    }

    [Fact]
    public void A_car_with_every_figure_at_zero_or_odd_survives_the_durable_record()
    {
        var ev = new EvProfile
        {
            Name = "own", BatteryWh = 1000, AcMaxPowerW = 3_680, TaperFromPercent = 0, FinalPowerShare = 0, ArrivalSocPercent = 0, PackVoltageV = 0,
            CosPhi = 0.9, AcEfficiency = 0.8, MinCurrentA = 10, CableMaxA = 20, RampSeconds = 3, SupportsIso15118 = true,
            DcCurve = [new(0, 0), new(100, 10)],
        };
        var json = JsonSerializer.Serialize(ev, StationJson.Default.EvProfile);
        var back = JsonSerializer.Deserialize(json, StationJson.Default.EvProfile)!;
        (back with { DcCurve = null }).ShouldBe(ev with { DcCurve = null });
        back.DcCurve.ShouldBe(ev.DcCurve);
        var plain = new EvProfile { Name = "plain", BatteryWh = 1 };
        JsonSerializer.Deserialize(JsonSerializer.Serialize(plain, StationJson.Default.EvProfile), StationJson.Default.EvProfile).ShouldBe(plain);
    }
}

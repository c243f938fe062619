using FsCheck;
using FsCheck.Fluent;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Tests.Physics;

public class ChargingCurveProperties
{
    private sealed record Case(EvProfile Ev, PowerLimits Limits, double Soc);

    private static readonly Gen<Case> Cases =
        from battery in Gen.Choose(5_000, 500_000)
        from evMax in Gen.Choose(0, 350_000)
        from offered in Gen.Choose(0, 350_000)
        from taper in Gen.Choose(0, 99)
        from final in Gen.Choose(1, 100)
        from soc in Gen.Choose(0, 1000)
        select new Case(
            new EvProfile { Name = "x", BatteryWh = battery, TaperFromPercent = taper, FinalPowerShare = final / 100.0 },
            new PowerLimits(offered, evMax, 1),
            soc / 10.0);

    private static void ForAll(Func<Case, int, int, bool> holds)
        => Prop.ForAll(
                (from c in Cases from a in Gen.Choose(0, 20_000) from b in Gen.Choose(0, 20_000) select (c, a, b)).ToArbitrary(),
                x => holds(x.c, x.a, x.b))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Energy_never_decreases_and_never_passes_the_battery()
        => ForAll((c, a, b) =>
        {
            var curve = new ChargingCurve(c.Ev, c.Limits);
            var first = curve.EnergyAfter(c.Soc, TimeSpan.FromSeconds(a));
            var later = curve.EnergyAfter(c.Soc, TimeSpan.FromSeconds(a + b));
            return first >= 0 && later >= first - 1e-9 && later <= ((100 - c.Soc) * c.Ev.BatteryWh / 100) + 1e-6;
        });

    [Fact]
    public void Energy_does_not_depend_on_how_often_one_looks()
        => ForAll((c, a, b) =>
        {
            var curve = new ChargingCurve(c.Ev, c.Limits);
            var whole = curve.EnergyAfter(c.Soc, TimeSpan.FromSeconds(a + b));
            var first = curve.EnergyAfter(c.Soc, TimeSpan.FromSeconds(a));
            var second = curve.EnergyAfter(Math.Min(100, c.Soc + (first * 100 / c.Ev.BatteryWh)), TimeSpan.FromSeconds(b));
            return Math.Abs(whole - first - second) <= 1e-6 * Math.Max(1, whole);
        });

    [Fact]
    public void Energy_is_the_integral_of_power()
        => ForAll((c, a, _) =>
        {
            var curve = new ChargingCurve(c.Ev, c.Limits);
            const int Steps = 2000;
            var (soc, sum) = (c.Soc, 0.0);
            for (var i = 0; i < Steps; i++)
            {
                var power = curve.PowerAt(soc);
                var middle = curve.PowerAt(soc + (power * a / Steps / 7200 * 100 / c.Ev.BatteryWh));
                sum += middle * a / Steps / 3600;
                soc = Math.Min(100, c.Soc + (sum * 100 / c.Ev.BatteryWh));
            }

            sum = Math.Min(sum, (100 - c.Soc) * c.Ev.BatteryWh / 100);
            return Math.Abs(sum - curve.EnergyAfter(c.Soc, TimeSpan.FromSeconds(a))) <= 1 + (0.01 * sum) + (curve.PowerAt(c.Soc) * a / Steps / 3600);
        });

    [Fact]
    public void Power_stays_below_every_limit()
        => ForAll((c, _, _) =>
        {
            var power = new ChargingCurve(c.Ev, c.Limits).PowerAt(c.Soc);
            return power >= 0 && power <= c.Limits.OfferedW && power <= c.Limits.EvMaxW;
        });

    [Fact]
    public void The_time_for_an_energy_is_when_it_has_flowed()
        => ForAll((c, a, _) =>
        {
            var curve = new ChargingCurve(c.Ev, c.Limits);
            var energy = (100 - c.Soc) * c.Ev.BatteryWh / 100 * a / 20_000;
            var time = curve.TimeFor(c.Soc, energy);
            if (time == TimeSpan.MaxValue)
                return Math.Min(c.Limits.OfferedW, c.Limits.EvMaxW) < 10;
            return Math.Abs(curve.EnergyAfter(c.Soc, time) - energy) <= 1e-3 + (1e-6 * energy);
        });

    [Fact]
    public void A_sample_is_consistent_with_itself_and_within_the_limits()
        => Prop.ForAll(
                (from power in Gen.Choose(0, 400_000)
                 from soc in Gen.Choose(0, 100)
                 from noise in Gen.Choose(0, 999)
                 from kind in Gen.Choose(0, 2)
                 select (power, soc, noise, kind)).ToArbitrary(),
                x =>
                {
                    var connector = x.kind switch
                    {
                        0 => new ConnectorModel("Type2", false, 7_400, 230, 1),
                        1 => new ConnectorModel("Type2", false, 22_000, 230, 3),
                        _ => new ConnectorModel("CCS2", true, 150_000, 400, 0),
                    };
                    var sample = MeterSample.Take(connector, EvProfiles.DefaultFor(connector), 1234.5, x.power, x.soc, x.noise / 1000.0);
                    return sample.PowerW == sample.VoltageV * sample.CurrentA * sample.Phases
                        && sample.PowerW <= x.power
                        && sample.PowerW >= x.power - (sample.VoltageV * sample.Phases * 0.01m)
                        && (connector.IsDc || Math.Abs(sample.VoltageV - 230) <= 2.3m)
                        && sample.EnergyWh == 1234;
                })
            .QuickCheckThrowOnFailure();
}

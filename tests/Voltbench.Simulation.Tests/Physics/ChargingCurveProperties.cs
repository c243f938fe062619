using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Tests.Physics;

public class ChargingCurveProperties
{
    private static double Full(ChargingCase c) => c.Curve.EnergyUntilFull(c.Soc);

    [Fact]
    public void Energy_never_decreases_and_never_passes_the_battery()
        => ChargingCases.ForAll((c, a, b) =>
        {
            var first = c.Curve.EnergyAfter(c.Soc, TimeSpan.FromSeconds(a));
            var later = c.Curve.EnergyAfter(c.Soc, TimeSpan.FromSeconds(a + b));
            return first >= 0 && later >= first - 1e-9 && later <= Full(c) + 1e-6;
        });

    [Fact]
    public void Energy_does_not_depend_on_how_often_one_looks()
        => ChargingCases.ForAll((c, a, b) =>
        {
            var whole = c.Curve.EnergyAfter(c.Soc, TimeSpan.FromSeconds(a + b));
            var first = c.Curve.EnergyAfter(c.Soc, TimeSpan.FromSeconds(a));
            var second = c.Curve.EnergyAfter(Math.Min(100, c.Soc + (first * c.Curve.PercentPerWh)), TimeSpan.FromSeconds(b));
            return Math.Abs(whole - first - second) <= 1e-6 * Math.Max(1, whole);
        });

    [Fact]
    public void Energy_is_the_integral_of_power()
        => ChargingCases.ForAll((c, a, _) =>
        {
            var curve = c.Curve;
            const int Steps = 4000;
            var (soc, sum, top) = (c.Soc, 0.0, curve.PowerAt(c.Soc));
            for (var i = 0; i < Steps; i++)
            {
                var power = curve.PowerAt(soc);
                top = Math.Max(top, power);
                var middle = curve.PowerAt(soc + (power * a / Steps / 7200 * curve.PercentPerWh));
                sum += middle * a / Steps / 3600;
                soc = Math.Min(100, c.Soc + (sum * curve.PercentPerWh));
            }

            sum = Math.Min(sum, Full(c));
            return Math.Abs(sum - curve.EnergyAfter(c.Soc, TimeSpan.FromSeconds(a))) <= 1 + (0.01 * sum) + (2 * top * a / Steps / 3600);
        });

    [Fact]
    public void Power_stays_below_every_limit()
        => ChargingCases.ForAll((c, _, _) =>
        {
            var power = c.Curve.PowerAt(c.Soc);
            var amps = power / Math.Max(1, c.Connector.VoltageV * c.Limits.Phases);
            var cable = c.Connector.IsDc
                ? c.Limits.MaxDcCurrentA * PowerCap.PackVoltage(c.Ev, c.Soc)
                : c.Ev.CableMaxA > 0 ? c.Ev.CableMaxA * c.Connector.VoltageV * c.Limits.Phases : double.MaxValue;
            return power >= 0
                && power <= c.LeastLimitW * (1 + 1e-12)
                && power <= cable * (1 + 1e-12)
                && (c.Connector.IsDc || power == 0 || c.OfferedW / (c.Connector.VoltageV * c.Limits.Phases) >= 5.99)
                && amps >= 0;
        });

    [Fact]
    public void The_time_for_an_energy_is_when_it_has_flowed()
        => ChargingCases.ForAll((c, a, _) =>
        {
            var energy = Full(c) * a / 20_000;
            var time = c.Curve.TimeFor(c.Soc, energy);
            if (time == TimeSpan.MaxValue)
                return c.Curve.EnergyAfter(c.Soc, TimeSpan.FromHours(800_000)) < energy;
            return Math.Abs(c.Curve.EnergyAfter(c.Soc, time) - energy) <= 1e-3 + (1e-6 * energy);
        });

    [Fact]
    public void A_taper_from_nothing_on_falls_from_the_first_percent()
    {
        var ev = new EvProfile { Name = "x", BatteryWh = 50_000, DcMaxPowerW = 100_000, TaperFromPercent = 0, FinalPowerShare = 0.1 };
        var curve = new ChargingCurve(ev, PowerLimits.Of(new ConnectorModel("CCS2", true, 150_000, 400, 0), ev));
        curve.PowerAt(0).ShouldBe(100_000);
        curve.PowerAt(50).ShouldBe(55_000, 1e-6);
    }

    [Fact]
    public void The_curve_of_a_real_car_is_met_between_its_points()
    {
        var ev = EvProfiles.Find("vw-id3-58")!;
        var curve = new ChargingCurve(ev, PowerLimits.Of(new ConnectorModel("CCS2", true, 350_000, 800, 0), ev));
        curve.PowerAt(80).ShouldBe(50_000, 1e-6);
        curve.PowerAt(85).ShouldBe(40_000, 1e-6);
        var weak = new ChargingCurve(ev, PowerLimits.Of(new ConnectorModel("CCS2", true, 50_000, 800, 0), ev));
        weak.PowerAt(10).ShouldBe(50_000);
        weak.PowerAt(85).ShouldBe(40_000, 1e-6);
        weak.EnergyAfter(10, TimeSpan.FromHours(0.5)).ShouldBe(25_000, 1e-6);
    }
}

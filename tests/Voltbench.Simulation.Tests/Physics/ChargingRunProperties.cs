using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Tests.Physics;

public class ChargingRunProperties
{
    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    [Fact]
    public void Energy_and_charge_never_fall_and_power_stays_below_every_limit()
        => ChargingCases.ForAll((c, a, b) =>
        {
            var run = c.Run;
            var (first, later) = (run.At(Seconds(a / 100.0)), run.At(Seconds((a / 100.0) + b)));
            return later.EnergyWh >= first.EnergyWh - 1e-9
                && later.SocPercent >= first.SocPercent - 1e-12
                && later.SocPercent <= 100
                && first.SocPercent >= c.Soc - 1e-12
                && first.PowerW >= 0
                && first.PowerW <= c.LeastLimitW * (1 + 1e-9)
                && later.PowerW <= c.LeastLimitW * (1 + 1e-9);
        });

    [Fact]
    public void What_flowed_is_what_the_battery_gained()
        => ChargingCases.ForAll((c, a, _) =>
        {
            var point = c.Run.At(Seconds(a));
            return Math.Abs(point.SocPercent - c.Soc - (point.EnergyWh * c.Limits.Efficiency * 100 / c.Ev.BatteryWh)) <= 1e-6;
        });

    [Fact]
    public void The_climb_is_the_integral_of_a_steady_rise()
        => ChargingCases.ForAll((c, a, _) =>
        {
            const int Steps = 3000;
            var (run, end, sum, top) = (c.Run, a / 40.0, 0.0, 0.0);
            for (var i = 0; i < Steps; i++)
            {
                var power = run.At(Seconds((i + 0.5) * end / Steps)).PowerW;
                top = Math.Max(top, power);
                sum += power * end / Steps / 3600;
            }

            return Math.Abs(sum - run.At(Seconds(end)).EnergyWh) <= 1e-3 + (1e-3 * sum) + (2 * top * end / Steps / 3600);
        });

    [Fact]
    public void Power_never_jumps_up()
        => ChargingCases.ForAll((c, a, _) =>
        {
            if (c.Ev.RampSeconds <= 0)
                return true;
            var (run, at) = (c.Run, a / 50.0);
            var rise = run.At(Seconds(at + 0.01)).PowerW - run.At(Seconds(at)).PowerW;
            // The curve itself may rise with the charge; on the steepest of these by 300 kW within a tenth of the battery.
            return rise <= (c.Limits.EvMaxW / c.Ev.RampSeconds * 0.01) + 100;
        });

    [Fact]
    public void The_time_for_an_energy_is_when_it_has_flowed()
        => ChargingCases.ForAll((c, a, _) =>
        {
            var energy = c.Curve.EnergyUntilFull(c.Soc) * a / 20_000;
            var time = c.Run.TimeFor(energy);
            if (time == TimeSpan.MaxValue)
                return c.Run.At(TimeSpan.FromHours(800_000)).EnergyWh < energy;
            return Math.Abs(c.Run.At(time).EnergyWh - energy) <= 1e-3 + (1e-6 * energy);
        });

    [Fact]
    public void A_full_battery_takes_nothing_more()
        => ChargingCases.ForAll((c, _, _) =>
        {
            var time = c.Run.TimeUntil(100);
            if (time == TimeSpan.MaxValue)
                return true;
            var full = c.Run.At(time + Seconds(1));
            return full.SocPercent == 100 && full.PowerW == 0;
        });

    [Fact]
    public void A_climb_takes_its_time()
    {
        var ev = EvProfiles.FastDc with { RampSeconds = 10 };
        var run = new ChargingRun(ev, PowerLimits.Of(new ConnectorModel("CCS2", true, 150_000, 400, 0), ev), 20);
        run.At(Seconds(0)).PowerW.ShouldBe(0);
        run.At(Seconds(5)).PowerW.ShouldBe(115_000, 1e-6);
        run.At(Seconds(5)).EnergyWh.ShouldBe(115_000 * 5 / 2.0 / 3600, 1e-6);
        run.At(Seconds(60)).PowerW.ShouldBe(150_000);
    }

    [Theory]
    [InlineData(4139, 3, "ByStation")]
    [InlineData(4140, 3, "None")]
    [InlineData(1379, 1, "ByStation")]
    [InlineData(1380, 1, "None")]
    public void Below_six_amperes_the_station_offers_nothing(double offeredW, int phases, string expected)
    {
        var ev = EvProfiles.ThreePhase with { AcPhases = phases };
        var connector = new ConnectorModel("Type2", false, 22_080, 230, 3);
        var limits = PowerLimits.Of(connector, ev, offeredW);
        limits.Suspension.ToString().ShouldBe(expected);
        (new ChargingCurve(ev, limits).PowerAt(50) > 0).ShouldBe(expected == "None");
    }

    [Fact]
    public void A_car_with_a_floor_of_its_own_suspends_itself()
    {
        var zoe = EvProfiles.Find("renault-zoe-r135")!;
        var connector = new ConnectorModel("Type2", false, 22_080, 230, 3);
        PowerLimits.Of(connector, zoe, 7 * 230 * 3).Suspension.ShouldBe(Suspension.ByCar);
        PowerLimits.Of(connector, zoe, 8 * 230 * 3).Suspension.ShouldBe(Suspension.None);
    }

    [Fact]
    public void A_thin_cable_limits_what_the_outlet_offers()
    {
        var ev = EvProfiles.Find("renault-zoe-r135")! with { CableMaxA = 13, CosPhi = 1 };
        PowerLimits.Of(new ConnectorModel("Type2", false, 22_080, 230, 3), ev).OfferedW.ShouldBe(13 * 230 * 3);
    }
}

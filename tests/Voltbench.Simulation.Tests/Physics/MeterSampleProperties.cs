using FsCheck;
using FsCheck.Fluent;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Tests.Physics;

public class MeterSampleProperties
{
    private static MeterSample Take(ChargingCase c, int seconds, int noise)
    {
        var point = c.Run.At(TimeSpan.FromSeconds(seconds));
        return MeterSample.Take(c.Connector, c.Ev, 1000 + point.EnergyWh, point.PowerW, point.SocPercent, noise / 20_001.0);
    }

    [Fact]
    public void Power_is_voltage_times_current_times_phases_times_power_factor()
        => ChargingCases.ForAll((c, a, noise) =>
        {
            var sample = Take(c, a, noise);
            return sample.PowerW == sample.VoltageV * sample.CurrentA * sample.Phases * sample.PowerFactor
                && (!c.Connector.IsDc || sample.PowerFactor == 1);
        });

    [Fact]
    public void What_is_shown_is_what_flows_to_the_resolution_of_the_meter()
        => ChargingCases.ForAll((c, a, noise) =>
        {
            var point = c.Run.At(TimeSpan.FromSeconds(a));
            var sample = Take(c, a, noise);
            return (double)sample.PowerW <= point.PowerW + 1e-6
                && (double)sample.PowerW >= point.PowerW - 0.0001 - (double)(sample.VoltageV * sample.Phases * sample.PowerFactor * 0.01m)
                && sample.EnergyWh <= 1000 + point.EnergyWh + 1e-3
                && sample.EnergyWh > 999 + point.EnergyWh;
        });

    [Fact]
    public void Current_stays_below_offer_car_and_cable()
        => ChargingCases.ForAll((c, a, noise) =>
        {
            var sample = Take(c, a, noise);
            if (c.Connector.IsDc)
                return (double)sample.CurrentA <= c.Limits.MaxDcCurrentA;
            var most = c.LeastLimitW / c.Connector.VoltageV; // over all phases
            var perPhase = Math.Min(
                Math.Min(c.OfferedW / c.Limits.Phases, c.Connector.MaxPowerW / c.Connector.Phases),
                c.Ev.AcMaxPowerW / c.Ev.AcPhases) / c.Connector.VoltageV;
            return (double)sample.CurrentA <= perPhase + 1e-9
                && (c.Ev.CableMaxA <= 0 || (double)sample.CurrentA <= c.Ev.CableMaxA)
                && (double)(sample.CurrentA * sample.Phases) <= most + 1e-9;
        });

    [Fact]
    public void Energy_between_two_samples_is_power_times_time()
        => ChargingCases.ForAll((c, a, b) =>
        {
            var (from, to) = (c.Run.At(TimeSpan.FromSeconds(a)), c.Run.At(TimeSpan.FromSeconds(a + (b / 100.0))));
            var hours = b / 100.0 / 3600;
            var (low, high) = (Math.Min(from.PowerW, to.PowerW), Math.Max(from.PowerW, to.PowerW));
            if (c.Ev.DcCurve is not null || c.Connector.IsDc || to.SocPercent >= 100)
                return true; // a jagged curve, or the limit of a DC cable, may pass below or above both ends
            var shown = Take(c, a, 0);
            return to.EnergyWh - from.EnergyWh >= (low * hours) - 1e-6
                && to.EnergyWh - from.EnergyWh <= (high * hours) + 1e-6
                && (double)shown.PowerW <= high + 1e-6;
        });

    [Fact]
    public void The_grid_stays_between_its_nominal_voltage_and_two_percent_more()
        => ChargingCases.ForAll((c, a, noise) => c.Connector.IsDc
            || Take(c, a, noise).VoltageV is var volts && (double)volts >= c.Connector.VoltageV && (double)volts <= c.Connector.VoltageV * 1.0205);

    [Fact]
    public void Load_pulls_the_grid_down_and_lifts_the_pack()
    {
        var ac = new ConnectorModel("Type2", false, 22_080, 230, 3);
        MeterSample.Take(ac, EvProfiles.ThreePhase, 0, 22_080, 50, 0.5).VoltageV.ShouldBeLessThan(MeterSample.Take(ac, EvProfiles.ThreePhase, 0, 0, 50, 0.5).VoltageV);
        var dc = new ConnectorModel("CCS2", true, 150_000, 400, 0);
        MeterSample.Take(dc, EvProfiles.FastDc, 0, 150_000, 50, 0).VoltageV.ShouldBeGreaterThan(MeterSample.Take(dc, EvProfiles.FastDc, 0, 0, 50, 0).VoltageV);
    }

    [Fact]
    public void A_dc_outlet_has_no_voltage_without_a_car()
    {
        var sample = MeterSample.Take(new ConnectorModel("CCS2", true, 150_000, 400, 0), null, 5, 0, 0, 0.5);
        (sample.VoltageV, sample.CurrentA, sample.PowerW).ShouldBe((0m, 0m, 0m));
        MeterSample.Take(new ConnectorModel("Type2", false, 22_080, 230, 3), null, 5, 0, 0, 0.5).VoltageV.ShouldBeInRange(220, 240);
    }
}

using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.Chaos;

public class ClockTests
{
    private static double Off(Rig rig, WireCall status) => (status.Payload.GetProperty("timestamp").GetDateTimeOffset() - status.At).TotalSeconds;

    private static double OffNow(Rig rig)
    {
        rig.Do(new PlugConnector(), 1);
        var off = Off(rig, rig.Csms.Of("StatusNotification").Last());
        rig.Do(new UnplugConnector(), 1);
        return off;
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void A_jump_lasts_until_the_CSMS_tells_the_time(OcppVersion version)
    {
        var rig = ChaosRig.Of(version, new ChaosSettings { Clock = new ClockChaos { JumpSeconds = 3_600, JumpAfterSeconds = 10 } }).Booted();
        rig.Run(20);
        OffNow(rig).ShouldBe(3_600, 1);
        rig.Run(400); // a heartbeat goes by
        OffNow(rig).ShouldBe(0, 1);
        rig.Seen.Marked.ShouldContain(m => m.Mark == "clock" && m.Message == "jumps 3600 s");
    }

    [Fact]
    public void A_clock_that_takes_no_advice_drifts_away()
    {
        var rig = ChaosRig.Of(OcppVersion.V16, new ChaosSettings { Clock = new ClockChaos { DriftPpm = -100_000, IgnoreCsms = true } }).Booted();
        rig.Run(1_000);
        OffNow(rig).ShouldBe(-100, 1);
    }

    [Fact]
    public void A_drift_begins_anew_where_the_CSMS_set_it_right()
    {
        var rig = ChaosRig.Of(OcppVersion.V201, new ChaosSettings { Clock = new ClockChaos { DriftPpm = 10_000 } }).Booted();
        rig.Run(3_590);
        OffNow(rig).ShouldBeInRange(-1, 4.1, "a heartbeat every 300 s");
    }

    [Fact]
    public void A_skew_can_be_given_at_any_time()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Run(10);
        rig.Spec = rig.Spec with { Behavior = rig.Spec.Behavior with { ClockSkewSeconds = -120 } };
        rig.Fleet.Place(rig.Spec, null);
        OffNow(rig).ShouldBe(-120, 1);
    }
}

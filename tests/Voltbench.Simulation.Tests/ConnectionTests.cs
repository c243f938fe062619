using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests;

public class ConnectionTests
{
    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void A_refused_station_keeps_trying_with_a_growing_wait(OcppVersion version)
    {
        var options = new FleetOptions
        {
            RetryBackOffWaitMinimum = TimeSpan.FromSeconds(2), RetryBackOffRepeatTimes = 3, RetryBackOffRandomRange = TimeSpan.FromSeconds(1),
        };
        var rig = new Rig(version, options);
        rig.Csms.RefuseWith = "The server does not speak ocpp1.6.";
        rig.Booted();
        rig.Run(TimeSpan.FromMinutes(5));

        rig.Seen.View.LastError.ShouldBe("The server does not speak ocpp1.6.");
        rig.Seen.View.Connection.ShouldBeOneOf(ConnectionState.Disconnected, ConnectionState.Connecting);
        var waits = rig.Csms.ConnectTimes.Zip(rig.Csms.ConnectTimes.Skip(1), (a, b) => (b - a).TotalSeconds).ToList();
        var expected = new double[] { 2, 4, 8, 16, 16, 16 };
        for (var i = 0; i < expected.Length; i++)
            waits[i].ShouldBeInRange(expected[i], expected[i] + 1);
        waits.Distinct().Count().ShouldBeGreaterThan(3, "the waits are jittered");
    }

    [Fact]
    public void The_same_seed_waits_the_same_and_another_differs()
    {
        static IReadOnlyList<DateTimeOffset> Times(ulong seed)
        {
            var rig = new Rig(OcppVersion.V16, spec: s => s with { Seed = seed });
            rig.Csms.RefuseWith = "no";
            rig.Booted();
            rig.Run(60);
            return rig.Csms.ConnectTimes;
        }

        Times(1).ShouldBe(Times(1));
        Times(1).ShouldNotBe(Times(2));
    }

    [Fact]
    public void A_server_that_closes_at_once_does_not_reset_the_back_off()
    {
        var rig = new Rig(OcppVersion.V16);
        rig.Csms.Script["BootNotification"] = _ =>
        {
            rig.Csms.Drop();
            return null;
        };
        rig.Booted();
        rig.Run(TimeSpan.FromMinutes(10));
        rig.Csms.ConnectTimes.Count.ShouldBeLessThan(30);
    }

    public static readonly TheoryData<string, Func<ChargerSpec, ChargerSpec>, bool> Changes = new()
    {
        { "url", s => s with { CsmsUrl = new Uri("ws://other.test/x") }, true },
        { "version", s => s with { Version = OcppVersion.V201 }, true },
        { "key", s => s with { SecurityProfile = 1, AuthorizationKey = "another-key-012345" }, true },
        { "profile", s => s with { SecurityProfile = 1 }, true },
        { "meter interval", s => s with { Behavior = s.Behavior with { MeterIntervalSeconds = 5 } }, false },
        { "nothing", s => s with { }, false },
    };

    [Theory, MemberData(nameof(Changes))]
    public void A_changed_spec_reconnects_only_where_the_connection_depends_on_it(string what, Func<ChargerSpec, ChargerSpec> change, bool reconnects)
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Fleet.Place(change(rig.Spec), null);
        rig.Fleet.Pump();
        rig.Csms.Targets.Count.ShouldBe(reconnects ? 2 : 1, what);
        rig.Csms.Closes.Count.ShouldBe(reconnects ? 1 : 0);
        rig.Fleet.Count.ShouldBe(1);
    }

    [Fact]
    public void An_offline_station_leaves_the_network_and_comes_back()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Fleet.Place(rig.Spec with { Behavior = new ChargerBehavior { Offline = true } }, null);
        rig.Run(600);
        rig.Csms.IsConnected.ShouldBeFalse();
        rig.Csms.Targets.Count.ShouldBe(1);
        rig.Fleet.Place(rig.Spec, null);
        rig.Run(1);
        rig.Csms.IsConnected.ShouldBeTrue();
    }

    [Fact]
    public void Frames_of_both_directions_are_reported_with_their_action()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Csms.Ask("ClearCache", "{}");
        rig.Run(1);
        rig.Seen.Frames[0].ShouldSatisfyAllConditions(
            f => f.Direction.ShouldBe(FrameDirection.ToCsms), f => f.Action.ShouldBe("BootNotification"), f => f.Message.ShouldStartWith("[2,"));
        rig.Seen.Frames[1].ShouldSatisfyAllConditions(
            f => f.Direction.ShouldBe(FrameDirection.FromCsms), f => f.Action.ShouldBe("BootNotification"), f => f.Message.ShouldStartWith("[3,"));
        rig.Seen.Frames.TakeLast(2).Select(f => (f.Direction, f.Action)).ShouldBe([(FrameDirection.FromCsms, "ClearCache"), (FrameDirection.ToCsms, "ClearCache")]);
    }
}

using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.Chaos;

public class NetworkTests
{
    private static readonly NetworkChaos Everything = new() { LatencyMs = 40, JitterMs = 300, Drop = 0.1, Duplicate = 0.2, Reorder = 0.2 };

    private static ChaosSettings Net(NetworkChaos network) => new() { Network = network };

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void The_same_seed_gives_the_same_frames_and_marks_and_another_gives_others(OcppVersion version)
    {
        static string History(OcppVersion version, ulong seed)
        {
            var rig = ChaosRig.Of(version, new ChaosSettings { Network = Everything, Malformed = new MalformedChaos { Probability = 0.1 }, Abuse = new AbuseChaos { ParallelCalls = 0.1, ReusedIds = 0.1 } }, seed).Booted();
            rig.Run(120);
            _ = rig.Ask(new StartSession("TAG"));
            rig.Run(1_800);
            _ = rig.Ask(new StopSession());
            rig.Run(600);
            return string.Join('\n', rig.Seen.Frames.Select(f => $"{f.Direction} {f.Action} {f.Message}").Concat(rig.Seen.Marked.Select(m => m.ToString())));
        }

        var first = History(version, 42);
        first.ShouldContain("drop");
        first.ShouldContain("duplicate");
        first.ShouldContain("reorder");
        first.ShouldContain("malformed");
        History(version, 42).ShouldBe(first);
        History(version, 43).ShouldNotBe(first);
    }

    [Theory]
    [InlineData(ChaosDirection.ToCsms, 0.5)]
    [InlineData(ChaosDirection.FromCsms, 0)]
    [InlineData(ChaosDirection.Both, 0.5)]
    public void Latency_holds_frames_back_in_order(ChaosDirection direction, double later)
    {
        var rig = ChaosRig.Of(OcppVersion.V16, Net(new NetworkChaos { LatencyMs = 500, Direction = direction })).Booted();
        rig.Run(5);
        (rig.Csms.Calls[0].At - rig.Csms.ConnectTimes[0]).TotalSeconds.ShouldBe(later, 0.001);
        rig.Csms.Calls[0].Action.ShouldBe("BootNotification");
        rig.Seen.View.BootStatus.ShouldBe("Accepted");
        rig.MarksOf("latency 500 ms").ShouldNotBeEmpty();
        rig.Seen.Marked.Where(m => m.Mark.Contains("latency")).ShouldAllBe(m => direction == ChaosDirection.Both || (m.Direction == FrameDirection.ToCsms) == (direction == ChaosDirection.ToCsms));
    }

    [Fact]
    public void A_jittery_network_keeps_the_order_of_frames()
    {
        var rig = ChaosRig.Of(OcppVersion.V201, Net(new NetworkChaos { JitterMs = 900 })).Booted();
        rig.Run(30);
        rig.Do(new StartSession("TAG"), 600).Status.ShouldBe(CommandStatus.Accepted);
        var numbers = rig.Csms.Of("TransactionEvent").Select(c => c.Int("seqNo")).ToList();
        numbers.ShouldBe(numbers.Order());
        rig.MarksOf("latency").Distinct().Count().ShouldBeGreaterThan(5, "the waits differ");
    }

    [Fact]
    public void What_is_dropped_on_the_way_out_is_in_the_log_and_nowhere_else()
    {
        var rig = ChaosRig.Of(OcppVersion.V16, Net(new NetworkChaos { Drop = 1, Direction = ChaosDirection.ToCsms })).Booted();
        rig.Run(100);
        rig.Csms.Calls.ShouldBeEmpty();
        rig.Seen.Frames.ShouldBeEmpty();
        rig.Seen.Marked.ShouldContain(m => m.Direction == FrameDirection.LostToCsms && m.Action == "BootNotification" && m.Mark == "drop");
        rig.Seen.View.LastError.ShouldNotBeNull().ShouldContain("BootNotification");
    }

    [Fact]
    public void What_is_dropped_on_the_way_in_never_reached_the_station()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Behave(Net(new NetworkChaos { Drop = 1, Direction = ChaosDirection.FromCsms }));
        rig.Csms.Ask("Reset", """{"type":"Soft"}""");
        rig.Run(5);
        rig.Csms.Answers.ShouldBeEmpty();
        rig.Seen.Marked.ShouldContain(m => m.Direction == FrameDirection.LostFromCsms && m.Action == "Reset" && m.Mark == "drop");

        rig.Behave(null);
        var id = rig.Csms.Ask("GetConfiguration", "{}");
        rig.Run(5);
        rig.Csms.AnswerTo(id).Type.ShouldBe(3, "it behaves again");
    }

    [Fact]
    public void A_duplicate_is_the_same_frame_again_and_the_copy_is_marked()
    {
        var rig = ChaosRig.Of(OcppVersion.V201, Net(new NetworkChaos { Duplicate = 1 })).Booted();
        rig.Run(5);
        rig.Csms.Of("BootNotification").Select(c => c.Id).Distinct().Count().ShouldBe(1);
        rig.Csms.Of("BootNotification").Count().ShouldBe(2);
        rig.Seen.Marked.Count(m => m is { Action: "BootNotification", Direction: FrameDirection.ToCsms, Mark: "duplicate" }).ShouldBe(1);
        rig.Seen.View.BootStatus.ShouldBe("Accepted");
    }

    [Fact]
    public void A_frame_that_is_held_back_lets_later_ones_pass()
    {
        var rig = ChaosRig.Of(OcppVersion.V16, Net(new NetworkChaos { Reorder = 0.5, Direction = ChaosDirection.ToCsms })).Booted();
        rig.Run(60);
        var ids = Enumerable.Range(0, 20).Select(_ => rig.Csms.Ask("GetConfiguration", """{"key":["HeartbeatInterval"]}""")).ToList();
        rig.Run(10);
        var answered = rig.Csms.Answers.Select(a => a.Id).ToList();
        answered.Order(StringComparer.Ordinal).ShouldBe(ids.Order(StringComparer.Ordinal), "all of them come");
        answered.ShouldNotBe(ids, "and not in turn");
        rig.MarksOf("reorder").ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(OcppVersion.V16, false)]
    [InlineData(OcppVersion.V201, true)]
    public void A_cut_lasts_as_long_as_it_was_told_to_and_comes_once(OcppVersion version, bool clean)
    {
        var rig = ChaosRig.Of(version, Net(new NetworkChaos { Disconnect = new Outage { AfterSeconds = 10, ForSeconds = 30, Clean = clean } })).Booted();
        rig.Run(9);
        rig.Csms.IsConnected.ShouldBeTrue();
        rig.Run(2);
        rig.Csms.IsConnected.ShouldBeFalse();
        rig.Csms.Closes.Count.ShouldBe(clean ? 1 : 0);
        rig.Run(28.5);
        rig.Csms.ConnectTimes.Count.ShouldBe(1, "it does not even try");
        rig.Run(1);
        rig.Csms.IsConnected.ShouldBeTrue();
        rig.Run(3_600);
        rig.Csms.ConnectTimes.Count.ShouldBe(2);
        rig.Seen.Marked.Where(m => m.Mark == "disconnect").Select(m => m.Message).ShouldBe(["for 30 s", "over"]);

        rig.KillAndRestart();
        rig.Run(600);
        rig.Csms.ConnectTimes.Count.ShouldBe(3, "a restart is not another order");
    }

    [Fact]
    public void A_flapping_connection_goes_and_comes_for_ever()
    {
        var rig = ChaosRig.Of(OcppVersion.V16, Net(new NetworkChaos { Disconnect = new Outage { ForSeconds = 5, EverySeconds = 25 } })).Booted();
        rig.Run(1);
        var connects = rig.Csms.ConnectTimes.Count;
        rig.Run(300);
        rig.Csms.ConnectTimes.Count.ShouldBe(connects + 10);
        rig.Behave(null);
        rig.Run(600);
        rig.Csms.ConnectTimes.Count.ShouldBeLessThanOrEqualTo(connects + 11);
        rig.Csms.IsConnected.ShouldBeTrue();
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void On_a_half_open_connection_nothing_flows_until_it_is_given_up(OcppVersion version)
    {
        var rig = ChaosRig.Of(version, Net(new NetworkChaos { HalfOpen = new Outage { AfterSeconds = 10, ForSeconds = 60 } })).Booted();
        rig.Run(11);
        var calls = rig.Csms.Calls.Count;
        _ = rig.Ask(new StartSession("TAG"));
        rig.Csms.Ask(version == OcppVersion.V16 ? "GetConfiguration" : "ClearCache", "{}");
        rig.Run(50);
        rig.Csms.IsConnected.ShouldBeTrue("the socket does not know");
        rig.Csms.Calls.Count.ShouldBe(calls);
        rig.Csms.Answers.ShouldBeEmpty();
        rig.Seen.Marked.ShouldContain(m => m.Direction == FrameDirection.LostToCsms && m.Mark == "half_open");
        rig.Seen.Marked.ShouldContain(m => m.Direction == FrameDirection.LostFromCsms && m.Mark == "half_open");

        rig.Run(60);
        rig.Csms.ConnectTimes.Count.ShouldBe(2);
        rig.Csms.Calls.Count.ShouldBeGreaterThan(calls, "on the new connection everything flows");
        rig.Run(3_600);
        rig.Csms.ConnectTimes.Count.ShouldBe(2);
    }
}

using System.Globalization;
using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests;

/// <summary>Transaction messages: on disk before they are sent, replayed in order, none lost and none twice.</summary>
public class DurabilityTests
{
    public static readonly TheoryData<OcppVersion> Versions = [OcppVersion.V16, OcppVersion.V201];

    public static readonly TheoryData<OcppVersion, RecoveryMode> Recoveries = new()
    {
        { OcppVersion.V16, RecoveryMode.Continue },
        { OcppVersion.V16, RecoveryMode.PowerLoss },
        { OcppVersion.V201, RecoveryMode.Continue },
        { OcppVersion.V201, RecoveryMode.PowerLoss },
    };

    private static bool IsTransactional(WireCall call) => call.Action is "StartTransaction" or "StopTransaction" or "MeterValues" or "TransactionEvent";

    [Theory, MemberData(nameof(Versions))]
    public void Nothing_is_sent_before_it_is_on_disk_and_a_slow_disk_holds_up_no_heartbeat(OcppVersion version)
    {
        var rig = new Rig(version).Booted();
        rig.Store.IsHeld = true;
        rig.Do(new StartSession("TAG"));
        rig.Run(TimeSpan.FromMinutes(30));
        rig.Csms.Calls.ShouldNotContain(c => IsTransactional(c));
        rig.Csms.Of("Heartbeat").Count().ShouldBeGreaterThanOrEqualTo(5);

        rig.Store.Release();
        rig.Run(1);
        rig.Csms.Calls.Count(IsTransactional).ShouldBeGreaterThan(25);
    }

    [Theory, MemberData(nameof(Versions))]
    public void Offline_messages_queue_and_replay_in_order(OcppVersion version)
    {
        var rig = new Rig(version).Booted();
        rig.Do(new StartSession("TAG"));
        rig.Run(30);
        rig.Csms.RefuseWith = "down";
        rig.Csms.Drop();
        rig.Run(200);
        rig.Seen.View.LastError.ShouldBe("down");
        rig.Do(new StopSession());
        rig.Run(100);
        rig.Do(new StartSession("OFFLINE")).Status.ShouldBe(CommandStatus.Accepted);
        rig.Run(100);
        rig.Csms.Calls.Clear();
        rig.Csms.RefuseWith = null;
        rig.Run(120);

        var calls = rig.Csms.Calls.Where(IsTransactional).ToList();
        if (version == OcppVersion.V16)
        {
            calls.Take(6).Select(c => c.Action)
                .ShouldBe(["MeterValues", "MeterValues", "MeterValues", "StopTransaction", "StartTransaction", "MeterValues"]);
            calls[3].Int("transactionId").ShouldBe(101);
            calls[5].Int("transactionId").ShouldBe(102);
        }
        else
        {
            calls.Take(6).Select(c => c.Text("eventType")).ShouldBe(["Updated", "Updated", "Updated", "Ended", "Started", "Updated"]);
            calls.Take(6).ShouldAllBe(c => c.Payload.GetProperty("offline").GetBoolean());
        }

        // The station's state first, one status per connector, not its history.
        rig.Csms.Actions[0].ShouldBe("BootNotification");
        rig.Csms.Calls.TakeWhile(c => !IsTransactional(c)).Count(c => c.Action == "StatusNotification")
            .ShouldBe(version == OcppVersion.V16 ? 3 : 2);
    }

    [Theory, MemberData(nameof(Recoveries))]
    public void A_kill_at_any_commit_loses_nothing_and_repeats_nothing(OcppVersion version, RecoveryMode recovery)
    {
        var total = Commits(version);
        total.ShouldBeGreaterThan(6);
        for (var boundary = 1; boundary <= total; boundary++)
        {
            var rig = new Rig(version).Booted();
            rig.Store.DiesAfter = boundary;
            _ = rig.Ask(new StartSession("TAG", 1, TimeSpan.FromSeconds(200)));
            rig.Run(400);
            var startWasStored = rig.Store.Commits.SelectMany(c => c.Added).Any(m => m.Action is "StartTransaction" or "TransactionEvent");
            rig.KillAndRestart(recovery);
            rig.Run(600);

            AssertWhole(version, rig, startWasStored, $"killed after commit {boundary}");
            rig.Store.Load(Rig.Key).Outbox.ShouldBeEmpty();
            rig.Seen.Connector.Status.ShouldBe("Available");
        }
    }

    [Theory, MemberData(nameof(Recoveries))]
    public void A_kill_in_the_middle_of_the_outage_replays_from_disk(OcppVersion version, RecoveryMode recovery)
    {
        var rig = new Rig(version).Booted();
        rig.Csms.RefuseWith = "down";
        rig.Csms.Drop();
        rig.Do(new StartSession("TAG", 1, TimeSpan.FromSeconds(300)));
        rig.Run(150);
        rig.KillAndRestart(recovery);
        rig.Run(20);
        rig.Csms.RefuseWith = null;
        rig.Run(600);

        AssertWhole(version, rig, true, "killed offline");
    }

    [Fact]
    public void After_a_kill_the_register_counts_on_and_PowerLoss_uses_the_last_stored_value()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Do(new StartSession("TAG"));
        rig.Run(130);
        var stored = rig.Csms.Of("MeterValues").Last().Payload.GetProperty("meterValue")[0].GetProperty("sampledValue")[0].GetProperty("value").GetString();
        rig.KillAndRestart(RecoveryMode.PowerLoss);
        rig.Run(10);

        var stop = rig.Csms.Of("StopTransaction").Single();
        stop.Text("reason").ShouldBe("PowerLoss");
        stop.Text("meterStop").ShouldBe(stored);
        rig.Do(new StartSession("NEXT"));
        rig.Csms.Of("StartTransaction").Last().Text("meterStart").ShouldBe(stored);
    }

    [Theory, MemberData(nameof(Recoveries))]
    public void The_events_of_a_transaction_never_go_back_in_time(OcppVersion version, RecoveryMode recovery)
    {
        var rig = new Rig(version);
        rig.Csms.Script["BootNotification"] = _ =>
            $$"""{"status":"Accepted","currentTime":"{{rig.Time.GetUtcNow().AddHours(5):yyyy-MM-dd'T'HH:mm:ss'Z'}}","interval":86400}""";
        rig.Booted();
        rig.Do(new StartSession("TAG", 1, TimeSpan.FromSeconds(200)));
        rig.Run(130);
        rig.KillAndRestart(recovery);
        rig.Run(200);

        var times = rig.Csms.Calls.Where(IsTransactional).Select(At).ToList();
        times.Count.ShouldBeGreaterThan(3);
        times.ShouldBe(times.Order());
        (times[^1] - times[0]).ShouldBeLessThan(TimeSpan.FromMinutes(10));
    }

    private static DateTimeOffset At(WireCall call)
        => DateTimeOffset.Parse(call.Text("timestamp") ?? call.Payload.GetProperty("meterValue")[0].GetProperty("timestamp").GetString()!, CultureInfo.InvariantCulture);

    [Fact]
    public void The_outbox_drops_the_oldest_samples_but_never_a_start_or_a_stop()
    {
        var rig = new Rig(OcppVersion.V16, new FleetOptions { OutboxCapacity = 10 }).Booted();
        rig.Csms.RefuseWith = "down";
        rig.Csms.Drop();
        rig.Do(new StartSession("TAG"));
        rig.Run(TimeSpan.FromMinutes(60));
        rig.Do(new StopSession());
        rig.Run(10);
        rig.Store.Load(Rig.Key).Outbox.Select(m => m.Action)
            .ShouldBe(["StartTransaction", .. Enumerable.Repeat("MeterValues", 8), "StopTransaction"]);
    }

    private static int Commits(OcppVersion version)
    {
        var rig = new Rig(version).Booted();
        rig.Do(new StartSession("TAG", 1, TimeSpan.FromSeconds(200)));
        rig.Run(400);
        return rig.Store.Commits.Count;
    }

    private static void AssertWhole(OcppVersion version, Rig rig, bool startWasStored, string when)
    {
        // A CSMS tells a repetition by its message id (OCPP-J 1.6 §4.1.4).
        var calls = rig.Csms.Calls.Where(IsTransactional).DistinctBy(c => c.Id).ToList();
        if (!startWasStored)
        {
            calls.ShouldBeEmpty(when);
            return;
        }

        if (version == OcppVersion.V16)
        {
            calls[0].Action.ShouldBe("StartTransaction", when);
            calls[^1].Action.ShouldBe("StopTransaction", when);
            calls.Skip(1).SkipLast(1).ShouldAllBe(c => c.Action == "MeterValues");
            calls.Skip(1).Select(c => c.Int("transactionId")).Distinct().Count().ShouldBe(1, when);
            calls[^1].Int("transactionId").ShouldBeGreaterThan(100, when);
        }
        else
        {
            calls.Select(c => c.Int("seqNo")).ShouldBe(Enumerable.Range(0, calls.Count), when);
            calls[0].Text("eventType").ShouldBe("Started", when);
            calls[^1].Text("eventType").ShouldBe("Ended", when);
            calls.Select(c => c.Payload.GetProperty("transactionInfo").GetProperty("transactionId").GetString()).Distinct().Count().ShouldBe(1, when);
        }
    }
}

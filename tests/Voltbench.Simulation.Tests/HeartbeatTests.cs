using System.Globalization;
using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests;

public class HeartbeatTests
{
    [Theory]
    [InlineData(OcppVersion.V16, 300, 288)]
    [InlineData(OcppVersion.V201, 300, 288)]
    [InlineData(OcppVersion.V16, 60, 1440)]
    [InlineData(OcppVersion.V201, 3600, 24)]
    [Shows(OcppVersion.V16, "Heartbeat")]
    [Shows(OcppVersion.V201, "Heartbeat")]
    public void A_day_of_heartbeats_comes_at_the_interval(OcppVersion version, int interval, int expected)
    {
        var rig = new Rig(version);
        rig.Csms.Script["BootNotification"] = _ => rig.Csms.BootAnswer("Accepted", interval);
        rig.Booted();
        rig.Run(TimeSpan.FromDays(1));

        var beats = rig.Csms.Of("Heartbeat").ToList();
        beats.Count.ShouldBeInRange(expected - 1, expected);
        beats.Zip(beats.Skip(1), (a, b) => (b.At - a.At).TotalSeconds).ShouldAllBe(gap => Math.Abs(gap - interval) < 0.01);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void Other_messages_postpone_the_heartbeat_but_not_for_more_than_a_day(OcppVersion version)
    {
        var rig = new Rig(version, spec: s => s with { Behavior = s.Behavior with { MeterIntervalSeconds = 30 } });
        rig.Booted();
        rig.Do(new StartSession("TAG", 1, Ev: new() { Name = "huge", BatteryWh = 1e7, AcMaxPowerW = 11_000, AcPhases = 3 }));
        rig.Run(TimeSpan.FromHours(23));
        rig.Csms.Of("Heartbeat").ShouldBeEmpty();
        rig.Run(TimeSpan.FromHours(2));
        rig.Csms.Of("Heartbeat").Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void A_senseless_time_is_shown_and_not_taken_over(string time)
    {
        var rig = new Rig(OcppVersion.V16);
        rig.Csms.Script["BootNotification"] = _ => $$"""{"status":"Accepted","currentTime":"{{time}}","interval":2147483647}""";
        rig.Booted();
        rig.Run(TimeSpan.FromDays(2));
        rig.Csms.Targets.Count.ShouldBe(1);
        rig.Seen.View.LastError!.ShouldContain(time[..4]);
        rig.Csms.Of("StatusNotification").First().Text("timestamp")!.ShouldStartWith("2030-01-01");
        rig.Csms.Of("Heartbeat").Count().ShouldBe(0);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void The_station_takes_its_clock_from_the_CSMS(OcppVersion version)
    {
        var rig = new Rig(version, spec: s => s with { Behavior = s.Behavior with { ClockSkewSeconds = 5000 } });
        var csmsClock = new DateTimeOffset(2031, 5, 5, 5, 5, 5, TimeSpan.Zero);
        rig.Csms.Script["BootNotification"] = _ => $$"""{"status":"Accepted","currentTime":"{{csmsClock.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}}","interval":300}""";
        rig.Booted();

        var stamp = DateTimeOffset.Parse(rig.Csms.Of("StatusNotification").First().Text("timestamp")!, CultureInfo.InvariantCulture);
        stamp.ShouldBe(csmsClock, TimeSpan.FromMilliseconds(1));
    }
}

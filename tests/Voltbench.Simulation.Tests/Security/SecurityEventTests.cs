using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.Security;

/// <summary>Use case A04: what the CSMS hears of, in which order, and that nothing of it is lost.</summary>
[Shows(OcppVersion.V16, "SecurityEventNotification")]
[Shows(OcppVersion.V201, "SecurityEventNotification")]
public class SecurityEventTests
{
    private const string Key = "a-key-of-20-letters!";

    private static Rig Station(OcppVersion version, FleetOptions? options = null, int profile = 1)
        => new(version, options, s => s with { SecurityProfile = profile, AuthorizationKey = profile == 0 ? null : Key });

    private static IReadOnlyList<string?> Told(Rig rig) => [.. rig.Csms.Of("SecurityEventNotification").Select(e => e.Text("type"))];

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void A04_FR_01_a_start_and_a_reset_are_told_once(OcppVersion version)
    {
        var rig = Station(version).Booted();
        Told(rig).ShouldBe(["StartupOfTheDevice"]);
        rig.Csms.Drop();
        rig.Run(30);
        Told(rig).ShouldBe(["StartupOfTheDevice"], "a new connection is no start");
        rig.StatusOf("Reset", version == OcppVersion.V16 ? """{"type":"Hard"}""" : """{"type":"Immediate"}""", 30).ShouldBe("Accepted");
        Told(rig).ShouldBe(["StartupOfTheDevice", "ResetOrReboot"]);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void A_plain_station_has_none_unless_the_lab_says_so(OcppVersion version)
    {
        var plain = Station(version, profile: 0).Booted();
        plain.Run(10);
        Told(plain).ShouldBeEmpty();
        var always = Station(version, new FleetOptions { SecurityEvents = SecurityEventMode.Always }, 0).Booted();
        Told(always).ShouldBe(["StartupOfTheDevice"]);
        var never = Station(version, new FleetOptions { SecurityEvents = SecurityEventMode.Never }).Booted();
        Told(never).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(OcppVersion.V16, true)]
    [InlineData(OcppVersion.V201, true)]
    [InlineData(OcppVersion.V16, false)]
    [InlineData(OcppVersion.V201, false)]
    public void A_station_that_gets_a_certificate_tells_no_start_at_its_next_connection(OcppVersion version, bool boots)
    {
        var rig = Station(version, new FleetOptions { BootOnReconnect = boots }, 0).Booted();
        rig.InstallRoot(Pki.Root.Pem());
        rig.Csms.Drop();
        rig.Run(30);
        Told(rig).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void A_clock_that_is_moved_is_told(OcppVersion version)
    {
        var rig = new Rig(version, null, s => s with { SecurityProfile = 1, AuthorizationKey = Key, Behavior = new ChargerBehavior { ClockSkewSeconds = 600 } }).Booted();
        rig.Run(1);
        Told(rig).ShouldBe(["SettingSystemTime", "StartupOfTheDevice"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void A04_FR_02_events_wait_for_the_csms_over_a_kill(OcppVersion version)
    {
        var rig = Station(version);
        rig.Csms.Script["SecurityEventNotification"] = _ => null;
        rig.Booted();
        rig.InstallRoot(Pki.Root.Pem());
        rig.Deliver("no certificate").ShouldBe("Rejected");
        rig.Csms.Calls.Clear();
        rig.Csms.Script.Clear();
        rig.KillAndRestart();
        rig.Run(5);
        var told = Told(rig);
        told[0].ShouldBe("StartupOfTheDevice");
        told.ShouldContain(version == OcppVersion.V16 ? "InvalidChargePointCertificate" : "InvalidChargingStationCertificate");
        rig.Csms.Drop();
        rig.Run(30);
        Told(rig).Count.ShouldBe(told.Count, "what was answered is not told again");
    }

    [Theory]
    [InlineData(OcppVersion.V16, "NotSupported")]
    [InlineData(OcppVersion.V201, "NotImplemented")]
    public void A_csms_that_does_not_know_them_hears_no_more(OcppVersion version, string code)
    {
        var rig = Station(version);
        rig.Csms.Script["SecurityEventNotification"] = _ => "!" + code;
        rig.Booted();
        rig.Deliver("no certificate").ShouldBe("Rejected");
        rig.Run(60);
        Told(rig).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    public void An_event_that_fails_is_tried_three_times(OcppVersion version)
    {
        var rig = Station(version);
        rig.Csms.Script["SecurityEventNotification"] = _ => "!InternalError";
        rig.Booted();
        rig.Run(60);
        Told(rig).ShouldBe(["StartupOfTheDevice", "StartupOfTheDevice", "StartupOfTheDevice"]);
    }

    [Fact]
    public void Refused_credentials_are_in_the_log_and_not_on_the_wire()
    {
        var rig = Station(OcppVersion.V201).Booted();
        rig.Csms.RefuseWith = "401";
        rig.Csms.RefuseAs = LinkTrouble.Unauthorized;
        rig.Csms.Drop();
        rig.Run(60);
        rig.Csms.RefuseWith = null;
        rig.Run(60);
        Told(rig).ShouldBe(["StartupOfTheDevice"]);
        var log = System.Text.Encoding.UTF8.GetString(rig.Store.Load(Rig.Key).Documents.Single(d => d.Name == "security-events").Content.Span);
        log.ShouldContain("401");
    }
}

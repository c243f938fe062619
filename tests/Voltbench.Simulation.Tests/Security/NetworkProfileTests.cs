using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.Security;

/// <summary>Use cases B09, B10 and A05 of 2.0.1: network profiles, migration and the way back.</summary>
[Shows(OcppVersion.V201, "SetNetworkProfile")]
public class NetworkProfileTests
{
    private const string Key = "a-key-of-20-letters.";
    private const string Elsewhere = "ws://elsewhere.test:9100/csms";

    private static Rig Station(int profile = 1, string url = "ws://csms.test:9000/ocpp", FleetOptions? options = null, IStationCertificates? certificates = null) => new Rig(
        OcppVersion.V201, options, s => s with { SecurityProfile = profile, AuthorizationKey = profile == 3 ? null : Key, CsmsUrl = new Uri(url), Identity = "CP-7" }, certificates).Booted();

    private static object Profile(
        string url = Elsewhere, int profile = 1, int slot = 2, string version = "OCPP20", string transport = "JSON", int timeout = 30, object? apn = null) => new
    {
        configurationSlot = slot,
        connectionData = new Dictionary<string, object?>
        {
            ["ocppVersion"] = version,
            ["ocppTransport"] = transport,
            ["ocppCsmsUrl"] = url,
            ["messageTimeout"] = timeout,
            ["securityProfile"] = profile,
            ["ocppInterface"] = "Wired0",
        }.Concat(apn is null ? [] : new Dictionary<string, object?> { ["apn"] = apn }).ToDictionary(),
    };

    private static string Set(Rig rig, string component, string variable, string value)
        => rig.Call("SetVariables", new { setVariableData = new[] { new { attributeValue = value, component = new { name = component }, variable = new { name = variable } } } })
            .GetProperty("setVariableResult")[0].GetProperty("attributeStatus").GetString()!;

    private static string Get(Rig rig, string component, string variable)
        => rig.Call("GetVariables", new { getVariableData = new[] { new { component = new { name = component }, variable = new { name = variable } } } })
            .GetProperty("getVariableResult")[0].GetProperty("attributeValue").GetString()!;

    private static string Order(Rig rig, string order) => Set(rig, "OCPPCommCtrlr", "NetworkConfigurationPriority", order);

    private static void Reset(Rig rig, double seconds = 60) => rig.StatusOf("Reset", """{"type":"Immediate"}""", seconds).ShouldBe("Accepted");

    public static TheoryData<string, object, string> Requests() => new()
    {
        { "another CSMS", Profile(), "Accepted" },
        { "the last slot", Profile(slot: 5), "Accepted" },
        { "slot 0", Profile(slot: 0), "Rejected" },
        { "slot 6", Profile(slot: 6), "Rejected" },
        { "slot 999", Profile(slot: 999), "Rejected" },
        { "the slot in use", Profile(slot: 1), "Rejected" },
        { "SOAP", Profile(transport: "SOAP"), "Rejected" },
        { "OCPP 1.6", Profile(version: "OCPP16"), "Rejected" },
        { "a lower profile", Profile(profile: 0), "Rejected" },
        { "no profile", Profile(profile: 4), "Rejected" },
        { "no timeout", Profile(timeout: 0), "Rejected" },
        { "http", Profile("http://elsewhere.test/csms"), "Rejected" },
        { "no URL", Profile("elsewhere"), "Rejected" },
        { "TLS without wss", Profile(profile: 2), "Rejected" },
        { "wss without TLS", Profile("wss://elsewhere.test/csms"), "Rejected" },
        { "TLS", Profile("wss://elsewhere.test/csms", 2), "Accepted" },
        { "a modem", Profile(apn: new { apn = "internet", apnAuthentication = "AUTO" }), "Failed" },
    };

    [Theory, MemberData(nameof(Requests))]
    public void B09_FR_01_to_04_a_profile_is_stored_when_the_station_can_use_it(string what, object request, string status)
        => Station().StatusOf("SetNetworkProfile", request).ShouldBe(status, what);

    [Fact]
    public void An_address_that_the_lab_forbids_is_refused()
    {
        var rig = new Rig(OcppVersion.V201, addresses: new Forbidding()).Booted();
        rig.StatusOf("SetNetworkProfile", Profile()).ShouldBe("Rejected");
        rig.StatusOf("SetNetworkProfile", Profile("ws://csms.test:9000/other")).ShouldBe("Accepted");
    }

    private sealed class Forbidding : ICsmsAddresses
    {
        public string? Objection(Uri own, Uri wanted) => own.Host == wanted.Host ? null : "not there";
    }

    [Fact]
    public void TC_B_45_migration_to_another_csms_and_it_stays_there_over_a_kill()
    {
        var rig = Station();
        rig.StatusOf("SetNetworkProfile", Profile()).ShouldBe("Accepted");
        rig.KillAndRestart();
        rig.Run(5);
        rig.Csms.Targets.Last().Url.Host.ShouldBe("csms.test", "nobody said that it is to be used");
        Order(rig, "2,1").ShouldBe("RebootRequired");
        Reset(rig);
        rig.Csms.Targets.Last().ShouldSatisfyAllConditions(
            t => t.Url.AbsoluteUri.ShouldBe("ws://elsewhere.test:9100/csms/CP-7"), t => t.Password.ShouldBe(Key));
        Get(rig, "OCPPCommCtrlr", "ActiveNetworkProfile").ShouldBe("2");
        rig.KillAndRestart();
        rig.Run(5);
        rig.Csms.Targets.Last().Url.Host.ShouldBe("elsewhere.test");
    }

    [Fact]
    public void TC_B_46_after_so_many_attempts_the_next_profile_has_its_turn()
    {
        var rig = Station();
        Set(rig, "OCPPCommCtrlr", "NetworkProfileConnectionAttempts", "2").ShouldBe("Accepted");
        rig.StatusOf("SetNetworkProfile", Profile());
        Order(rig, "2,1");
        rig.Csms.Doorkeeper = t => t.Url.Host == "elsewhere.test" ? ("nothing listens there", LinkTrouble.Network) : null;
        Reset(rig, 120);
        rig.Csms.Targets.Count(t => t.Url.Host == "elsewhere.test").ShouldBe(2);
        rig.Csms.IsConnected.ShouldBeTrue();
        Get(rig, "OCPPCommCtrlr", "ActiveNetworkProfile").ShouldBe("1");
    }

    [Fact]
    public void TC_B_49_B10_FR_07_when_all_fail_the_profile_that_worked_last_is_back()
    {
        var rig = Station();
        Set(rig, "OCPPCommCtrlr", "NetworkProfileConnectionAttempts", "1");
        rig.StatusOf("SetNetworkProfile", Profile());
        Order(rig, "2").ShouldBe("RebootRequired");
        rig.Csms.Doorkeeper = t => t.Url.Host == "elsewhere.test" ? ("nothing listens there", LinkTrouble.Network) : null;
        Reset(rig, 120);
        rig.Csms.IsConnected.ShouldBeTrue();
        rig.Csms.Targets.Last().Url.Host.ShouldBe("csms.test");
    }

    [Theory]
    [InlineData("3", "an empty slot")]
    [InlineData("2,7", "no slot")]
    [InlineData("", "no list")]
    [InlineData("one", "no number")]
    [InlineData("2,2", "twice")]
    public void B10_the_order_names_slots_that_are_filled(string order, string what)
    {
        var rig = Station();
        rig.StatusOf("SetNetworkProfile", Profile());
        Order(rig, order).ShouldBe("Rejected", what);
    }

    [Fact]
    public void TC_A_20_no_TLS_without_a_root()
    {
        var rig = Station();
        rig.StatusOf("SetNetworkProfile", Profile("wss://csms.test/ocpp", 2)).ShouldBe("Accepted");
        Order(rig, "2,1").ShouldBe("Rejected");
        rig.InstallRoot(Pki.Root.Pem());
        Order(rig, "2,1").ShouldBe("RebootRequired");
    }

    [Fact]
    public void TC_A_21_no_profile_3_without_a_certificate_of_the_station()
    {
        var rig = Station();
        rig.InstallRoot(Pki.Root.Pem());
        rig.StatusOf("SetNetworkProfile", Profile("wss://csms.test/ocpp", 3)).ShouldBe("Accepted");
        Order(rig, "2,1").ShouldBe("Rejected");
        rig.Deliver(Pki.Sign(rig, rig.TriggerSigning(), Pki.Root)).ShouldBe("Accepted");
        Order(rig, "2,1").ShouldBe("RebootRequired");
    }

    [Fact]
    public void TC_A_19_an_upgrade_connects_with_the_higher_profile_and_drops_the_lower_one()
    {
        var rig = Station();
        rig.InstallRoot(Pki.Root.Pem());
        rig.Csms.ServerChain = Pki.Server(Pki.Root);
        rig.StatusOf("SetNetworkProfile", Profile("wss://csms.test/ocpp", 2)).ShouldBe("Accepted");
        Order(rig, "2,1").ShouldBe("RebootRequired");
        Reset(rig);
        rig.Csms.Targets.Last().ShouldSatisfyAllConditions(t => t.Url.Scheme.ShouldBe("wss"), t => t.Password.ShouldBe(Key));
        Get(rig, "SecurityCtrlr", "SecurityProfile").ShouldBe("2");
        Get(rig, "OCPPCommCtrlr", "NetworkConfigurationPriority").ShouldBe("2");
        rig.StatusOf("SetNetworkProfile", Profile(profile: 1, slot: 3)).ShouldBe("Rejected", "TC_A_22: it cannot be lowered");
        rig.StatusOf("SetNetworkProfile", Profile("wss://third.test/ocpp", 2, slot: 1)).ShouldBe("Accepted", "slot 1 is out of use");
    }

    [Fact]
    public void The_message_timeout_of_the_profile_is_in_force()
    {
        var rig = Station();
        rig.StatusOf("SetNetworkProfile", Profile(timeout: 7));
        Order(rig, "2,1");
        Reset(rig);
        Get(rig, "OCPPCommCtrlr", "NetworkProfileConnectionAttempts").ShouldBe("3");
        rig.Csms.Script["Heartbeat"] = _ => null;
        rig.StatusOf("TriggerMessage", """{"requestedMessage":"Heartbeat"}""", 8);
        rig.Seen.View.LastError.ShouldNotBeNull().ShouldContain("Heartbeat");
    }

    [Theory]
    [InlineData("0123456789abcde", "Rejected")]
    [InlineData("0123456789abcdef", "Accepted")]
    [InlineData("0123456789abcdef0123456789abcdef01234567", "Accepted")]
    [InlineData("0123456789abcdef0123456789abcdef012345678", "Rejected")]
    [InlineData("0123456789 abcdef", "Rejected")]
    [InlineData("*-_=:+|@.0123456789", "Accepted")]
    public void TC_A_09_and_TC_A_10_a_new_password_has_16_to_40_characters_of_a_passwordString(string password, string status)
    {
        var rig = Station();
        Set(rig, "SecurityCtrlr", "BasicAuthPassword", password).ShouldBe(status);
        rig.Run(5);
        rig.Csms.Targets.Last().Password.ShouldBe(status == "Accepted" ? password : Key);
    }

    [Fact]
    public void Another_identity_is_connected_with_and_what_the_owner_names_later_counts_more()
    {
        var rig = Station();
        Set(rig, "SecurityCtrlr", "Identity", "CP:7").ShouldBe("Rejected", "it would be a Basic user");
        Set(rig, "SecurityCtrlr", "Identity", "CP-8").ShouldBe("Accepted");
        rig.Run(5);
        rig.Csms.Targets.Last().ShouldSatisfyAllConditions(t => t.Url.AbsolutePath.ShouldBe("/ocpp/CP-8"), t => t.User.ShouldBe("CP-8"));
        rig.StatusOf("SetNetworkProfile", Profile());
        Order(rig, "2,1");
        Reset(rig);
        rig.Csms.Targets.Last().Url.Host.ShouldBe("elsewhere.test");

        rig.Spec = rig.Spec with { CsmsUrl = new Uri("ws://owners.test/ocpp") };
        rig.Fleet.Place(rig.Spec, null);
        rig.Run(5);
        rig.Csms.Targets.Last().Url.AbsoluteUri.ShouldBe("ws://owners.test/ocpp/CP-7");
    }
}

using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.Security;

/// <summary>Use cases A01 and A05 of 1.6: a new key, a higher security profile.</summary>
[Shows(OcppVersion.V16, "ChangeConfiguration")]
public class SecurityProfileTests
{
    private const string Key = "a-key-of-20-letters!";
    private const string NewKey = "0123456789abcdef0123456789abcdef01234567";

    private static Rig Station(int profile, string? key = null, string url = "ws://csms.test:9000/ocpp", IStationCertificates? certificates = null) => new Rig(
        OcppVersion.V16, null, s => s with { SecurityProfile = profile, AuthorizationKey = key, CsmsUrl = new Uri(url), Identity = "CP-7" }, certificates).Booted();

    private static string Change(Rig rig, string key, string value, double seconds = 5)
        => rig.StatusOf("ChangeConfiguration", new { key, value }, seconds);

    [Fact]
    public void A01_a_new_key_is_used_at_once_and_survives_a_kill()
    {
        var rig = Station(1, Key);
        rig.Csms.Targets.Single().Password.ShouldBe(Key);
        Change(rig, "AuthorizationKey", NewKey).ShouldBe("Accepted");
        rig.Csms.Targets.Count.ShouldBe(2);
        rig.Csms.Targets[1].ShouldSatisfyAllConditions(t => t.User.ShouldBe("CP-7"), t => t.Password.ShouldBe(NewKey));
        rig.KillAndRestart();
        rig.Run(1);
        rig.Csms.Targets.Last().Password.ShouldBe(NewKey);
    }

    [Theory]
    [InlineData("4F43415F4F4354545F61646D696E5F74657374", "OCA_OCTT_admin_test")]
    [InlineData("4f43415f4f4354545f61646d696e5f74657374", "OCA_OCTT_admin_test")]
    [InlineData("4F43415F4F4354545F61646D69", "4F43415F4F4354545F61646D69")]
    [InlineData("16-characters-xx", "16-characters-xx")]
    public void A_key_in_hexadecimal_form_of_a_text_is_that_text(string key, string password)
    {
        var rig = Station(1, Key);
        Change(rig, "AuthorizationKey", key).ShouldBe("Accepted");
        rig.Csms.Targets.Last().Password.ShouldBe(password);
    }

    [Theory]
    [InlineData("", "Rejected")]
    [InlineData("15-characters-x", "Rejected")]
    [InlineData("16-characters-xx", "Accepted")]
    [InlineData("0123456789abcdef0123456789abcdef01234567", "Accepted")]
    [InlineData("0123456789abcdef0123456789abcdef012345678", "Rejected")]
    [InlineData("control\u0007characters-x", "Rejected")]
    public void A01_the_key_has_16_to_40_characters(string key, string status) => Change(Station(1, Key), "AuthorizationKey", key).ShouldBe(status);

    [Fact]
    public void A_key_of_a_station_without_a_profile_waits_for_one()
    {
        var rig = Station(0);
        Change(rig, "AuthorizationKey", NewKey).ShouldBe("Accepted");
        rig.Csms.Targets.Count.ShouldBe(1);
        Change(rig, "SecurityProfile", "1").ShouldBe("Accepted");
        rig.Csms.Targets.Last().Password.ShouldBe(NewKey);
    }

    [Theory]
    [InlineData(0, null, "1", "Rejected")]
    [InlineData(0, null, "2", "Rejected")]
    [InlineData(0, null, "3", "Rejected")]
    [InlineData(0, null, "4", "Rejected")]
    [InlineData(0, null, "0", "Rejected")]
    [InlineData(1, Key, "1", "Rejected")]
    [InlineData(1, Key, "0", "Rejected")]
    [InlineData(1, Key, "-1", "Rejected")]
    [InlineData(1, Key, "2", "Rejected")]
    [InlineData(1, Key, "two", "Rejected")]
    public void A05_FR_01_to_04_nothing_is_raised_without_what_it_needs(int profile, string? key, string wanted, string status)
    {
        var rig = Station(profile, key);
        Change(rig, "SecurityProfile", wanted).ShouldBe(status);
        rig.Csms.Targets.Count.ShouldBe(1);
    }

    [Fact]
    public void A05_FR_05_to_07_a_raised_profile_connects_anew_and_stays()
    {
        var rig = Station(1, Key);
        rig.InstallRoot(Pki.Root.Pem());
        rig.Csms.ServerChain = Pki.Server(Pki.Root);
        Change(rig, "SecurityProfile", "2").ShouldBe("Accepted");
        var target = rig.Csms.Targets.Last();
        target.Url.AbsoluteUri.ShouldStartWith("wss://csms.test:9000/ocpp/CP-7");
        target.Password.ShouldBe(Key);
        target.Tls!.Roots!.Count.ShouldBe(1);
        Change(rig, "SecurityProfile", "1").ShouldBe("Rejected");

        rig.KillAndRestart();
        rig.Run(1);
        rig.Csms.Targets.Last().Url.Scheme.ShouldBe("wss");
        rig.Call("GetConfiguration", """{"key":["SecurityProfile"]}""").GetProperty("configurationKey")[0].GetProperty("value").GetString().ShouldBe("2");
    }

    [Fact]
    public void A05_FR_08_a_profile_that_does_not_connect_is_given_up()
    {
        var rig = Station(1, Key);
        rig.InstallRoot(Pki.Root.Pem());
        rig.Csms.Doorkeeper = t => t.Url.Scheme == "wss" ? ("there is no TLS", LinkTrouble.Tls) : null;
        Change(rig, "SecurityProfile", "2").ShouldBe("Accepted");
        rig.Run(120);
        rig.Csms.IsConnected.ShouldBeTrue();
        rig.Csms.Targets.Last().Url.Scheme.ShouldBe("ws");
        rig.Csms.Targets.Count(t => t.Url.Scheme == "wss").ShouldBe(3);
        rig.Call("GetConfiguration", """{"key":["SecurityProfile"]}""").GetProperty("configurationKey")[0].GetProperty("value").GetString().ShouldBe("1");
    }

    [Fact]
    public void A05_profile_3_needs_a_certificate_of_the_station()
    {
        var rig = Station(2, Key, "wss://csms.test/ocpp");
        Change(rig, "SecurityProfile", "3").ShouldBe("Rejected");
        rig.Deliver(Pki.Sign(rig, rig.TriggerSigning(), Pki.Root)).ShouldBe("Accepted");
        Change(rig, "SecurityProfile", "3").ShouldBe("Accepted");
        var target = rig.Csms.Targets.Last();
        target.Tls!.Certificate!.HasPrivateKey.ShouldBeTrue();
        target.Password.ShouldBeNull();
    }

    [Fact]
    public void What_the_owner_names_later_counts_more_than_what_the_csms_set()
    {
        var rig = Station(1, Key);
        Change(rig, "AuthorizationKey", NewKey);
        rig.Spec = rig.Spec with { AuthorizationKey = "another-key-of-the-owner" };
        rig.Fleet.Place(rig.Spec, null);
        rig.Run(1);
        rig.Csms.Targets.Last().Password.ShouldBe("another-key-of-the-owner");

        Change(rig, "AuthorizationKey", NewKey);
        rig.Spec = rig.Spec with { AuthorizationKey = "a-third-key-while-it-was-off" };
        rig.KillAndRestart();
        rig.Run(1);
        rig.Csms.Targets.Last().Password.ShouldBe("a-third-key-while-it-was-off");
    }
}

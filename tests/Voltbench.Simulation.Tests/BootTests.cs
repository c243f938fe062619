using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests;

public class BootTests
{
    public static readonly TheoryData<OcppVersion> Versions = [OcppVersion.V16, OcppVersion.V201];

    [Theory, MemberData(nameof(Versions))]
    [Shows(OcppVersion.V16, "BootNotification")]
    [Shows(OcppVersion.V201, "BootNotification")]
    [Shows(OcppVersion.V201, "StatusNotification")]
    public void An_accepted_station_tells_the_status_of_every_connector(OcppVersion version)
    {
        var rig = new Rig(version).Booted();

        rig.Csms.Actions[0].ShouldBe("BootNotification");
        var statuses = rig.Csms.Of("StatusNotification").ToList();
        statuses.Select(s => s.Text(version == OcppVersion.V16 ? "connectorId" : "evseId"))
            .ShouldBe(version == OcppVersion.V16 ? ["0", "1", "2"] : ["1", "2"]);
        statuses.ShouldAllBe(s => s.Text(version == OcppVersion.V16 ? "status" : "connectorStatus") == "Available");
        rig.Seen.View.Connection.ShouldBe(ConnectionState.Connected);
        rig.Seen.View.BootStatus.ShouldBe("Accepted");
        rig.Seen.View.LastError.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Versions))]
    public void The_address_carries_the_encoded_identity_and_keeps_the_query(OcppVersion version)
    {
        var rig = new Rig(version).Booted();

        var target = rig.Csms.Targets.Single();
        target.Url.AbsoluteUri.ShouldBe("ws://csms.test:9000/ocpp/CP%2F7%20%C3%BC?tenant=a");
        target.Subprotocol.ShouldBe(version == OcppVersion.V16 ? "ocpp1.6" : "ocpp2.0.1");
        target.User.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "CP/7 ü")]
    [InlineData(2, "CP/7 ü")]
    [InlineData(3, null)]
    public void Basic_authentication_belongs_to_profiles_1_and_2(int profile, string? user)
    {
        var rig = new Rig(OcppVersion.V16, spec: s => s with { SecurityProfile = profile, AuthorizationKey = "secret-key-0123456" }).Booted();

        rig.Csms.Targets.Single().User.ShouldBe(user);
        rig.Csms.Targets.Single().Password.ShouldBe(user is null ? null : "secret-key-0123456");
        rig.Csms.Targets.Single().ToString().ShouldNotContain("secret");
    }

    [Theory]
    [InlineData(OcppVersion.V16, "Pending")]
    [InlineData(OcppVersion.V16, "Rejected")]
    [InlineData(OcppVersion.V201, "Pending")]
    [InlineData(OcppVersion.V201, "Rejected")]
    public void Until_accepted_only_BootNotification_is_repeated_at_the_interval(OcppVersion version, string status)
    {
        var rig = new Rig(version);
        var answers = new Queue<string>([status, status, "Accepted"]);
        rig.Csms.Script["BootNotification"] = _ => rig.Csms.BootAnswer(answers.Dequeue(), 17);
        rig.Booted();

        rig.Seen.View.BootStatus.ShouldBe(status);
        rig.Run(16.9);
        rig.Csms.Actions.ShouldBe(["BootNotification"]);
        rig.Run(0.2);
        rig.Csms.Actions.ShouldBe(["BootNotification", "BootNotification"]);
        rig.Seen.View.LastError!.ShouldContain(status);
        rig.Run(17);
        rig.Csms.Of("BootNotification").Count().ShouldBe(3);
        rig.Csms.Of("StatusNotification").ShouldNotBeEmpty();
        rig.Seen.View.LastError.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Versions))]
    public void Interval_0_leaves_the_wait_to_the_station(OcppVersion version)
    {
        var rig = new Rig(version, new FleetOptions { BootRetryInterval = TimeSpan.FromSeconds(40), RetryBackOffRandomRange = TimeSpan.FromSeconds(1) });
        rig.Csms.Script["BootNotification"] = _ => rig.Csms.BootAnswer("Pending", 0);
        rig.Booted();

        rig.Run(39.9);
        rig.Csms.Calls.Count.ShouldBe(1);
        rig.Run(1.2);
        rig.Csms.Calls.Count.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Versions))]
    public void A_rejected_station_does_nothing_over_a_reconnect(OcppVersion version)
    {
        var rig = new Rig(version);
        rig.Csms.Script["BootNotification"] = _ => rig.Csms.BootAnswer("Rejected", 60);
        rig.Booted();
        var id = rig.Csms.Ask("Reset", version == OcppVersion.V16 ? """{"type":"Soft"}""" : """{"type":"OnIdle"}""");
        rig.Run(1);
        if (version == OcppVersion.V201)
            rig.Csms.AnswerTo(id).ErrorCode.ShouldBe("SecurityError"); // B03.FR.08; 1.6 wants no answer at all
        rig.Csms.Answers.Count.ShouldBe(version == OcppVersion.V16 ? 0 : 1);
        rig.Csms.Drop();
        rig.Run(50);

        rig.Csms.IsConnected.ShouldBeTrue();
        rig.Csms.Calls.Count.ShouldBe(1);
        rig.Run(10);
        rig.Csms.Calls.Count.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Versions))]
    public void A_pending_station_answers_but_starts_nothing(OcppVersion version)
    {
        var rig = new Rig(version);
        rig.Csms.Script["BootNotification"] = _ => rig.Csms.BootAnswer("Pending", 60);
        rig.Booted();
        var id = version == OcppVersion.V16
            ? rig.Csms.Ask("RemoteStartTransaction", """{"idTag":"A"}""")
            : rig.Csms.Ask("RequestStartTransaction", """{"remoteStartId":1,"idToken":{"idToken":"A","type":"Central"}}""");
        rig.Run(5);

        rig.Csms.AnswerTo(id).Payload.GetProperty("status").GetString().ShouldBe("Rejected");
        rig.Csms.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(OcppVersion.V16, "RemoteStopTransaction", """{"transactionId":101}""", "Rejected")]
    [InlineData(OcppVersion.V201, "RequestStopTransaction", """{"transactionId":"#"}""", "Rejected")]
    public void A_pending_station_stops_nothing_for_the_CSMS(OcppVersion version, string action, string payload, string status)
    {
        var rig = new Rig(version).Booted();
        var transaction = rig.Do(new StartSession("TAG")).TransactionId;
        rig.Run(1);
        rig.Csms.Script["BootNotification"] = _ => rig.Csms.BootAnswer("Pending", 600);
        rig.Csms.Drop();
        rig.Run(10);
        rig.Seen.View.BootStatus.ShouldBe("Pending");
        var id = rig.Csms.Ask(action, payload.Replace("#", transaction, StringComparison.Ordinal));
        rig.Run(1);
        rig.Csms.AnswerTo(id).Payload.GetProperty("status").GetString().ShouldBe(status);
        rig.Seen.Connector.TransactionId.ShouldNotBeNull();
    }

    [Fact]
    public void A_registration_that_outlives_the_connection_clears_the_error_and_the_back_off()
    {
        var rig = new Rig(OcppVersion.V16, new FleetOptions { BootOnReconnect = false }).Booted();
        rig.Csms.RefuseWith = "down";
        rig.Csms.Drop();
        rig.Run(100);
        rig.Csms.RefuseWith = null;
        rig.Run(60);

        rig.Seen.View.Connection.ShouldBe(ConnectionState.Connected);
        rig.Seen.View.LastError.ShouldBeNull();
        rig.Csms.Of("BootNotification").Count().ShouldBe(1);
        rig.Csms.Drop();
        rig.Run(5);
        rig.Csms.IsConnected.ShouldBeTrue("the wait starts anew");
    }

    [Theory, MemberData(nameof(Versions))]
    public void A_status_whose_answer_was_lost_is_told_again(OcppVersion version)
    {
        var rig = new Rig(version, new FleetOptions { BootOnReconnect = false, AllowOfflineTxForUnknownId = false }).Booted();
        rig.Csms.Script["StatusNotification"] = _ =>
        {
            rig.Csms.Drop();
            return null;
        };
        rig.Do(new StartSession("TAG")).Status.ShouldBe(CommandStatus.Rejected);
        rig.Csms.Script.Clear();
        rig.Csms.Calls.Clear();
        rig.Run(10);
        rig.Csms.Of("StatusNotification").Single().Text(version == OcppVersion.V16 ? "status" : "connectorStatus").ShouldBe("Available");
    }

    [Theory]
    [InlineData(".", "ws://csms.test:9000/ocpp/%2E?tenant=a")]
    [InlineData("..", "ws://csms.test:9000/ocpp/%2E%2E?tenant=a")]
    [InlineData("a:b|c+d@e=f", "ws://csms.test:9000/ocpp/a%3Ab%7Cc%2Bd%40e%3Df?tenant=a")]
    public void An_identity_arrives_whole(string identity, string url)
    {
        var rig = new Rig(OcppVersion.V16, spec: s => s with { Identity = identity }).Booted();
        rig.Csms.Targets.Single().Url.AbsoluteUri.ShouldBe(url);
    }

    [Fact]
    public void A_failure_under_profile_3_says_that_there_is_no_certificate()
    {
        var rig = new Rig(OcppVersion.V16, spec: s => s with { SecurityProfile = 3 });
        rig.Csms.RefuseWith = "TLS failed.";
        rig.Booted();
        rig.Seen.View.LastError!.ShouldContain("TLS failed. This station has no client certificate");
    }

    [Theory]
    [InlineData("!InternalError", "InternalError")]
    [InlineData("""{"status":"Perhaps","currentTime":"2030-01-01T00:00:00Z","interval":1}""", "status")]
    [InlineData(null, "in time")]
    public void A_boot_that_fails_is_shown_and_tried_again(string? answer, string shown)
    {
        var rig = new Rig(OcppVersion.V16);
        rig.Csms.Script["BootNotification"] = _ => answer;
        rig.Booted();
        rig.Run(31);

        rig.Seen.View.LastError!.ShouldContain(shown);
        rig.Seen.View.Connection.ShouldBe(ConnectionState.Connected);
        rig.Run(40);
        rig.Csms.Of("BootNotification").Count().ShouldBeGreaterThanOrEqualTo(2);
        rig.Csms.Script.Clear();
        rig.Run(70);
        rig.Seen.View.BootStatus.ShouldBe("Accepted");
        rig.Seen.View.LastError.ShouldBeNull();
    }
}

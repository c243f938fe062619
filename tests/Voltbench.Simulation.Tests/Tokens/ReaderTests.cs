using Voltbench.Ocpp.V201.Types;
using static Voltbench.Simulation.Tests.Tokens.TokenScenes;

namespace Voltbench.Simulation.Tests.Tokens;

/// <summary>What a presented token means (1.6 §3.10, §4.1, §4.9; 2.0.1 C01, C09, C16, E02, E03, E07).</summary>
public class ReaderTests
{
    private const OcppVersion V16 = OcppVersion.V16;
    private const OcppVersion V201 = OcppVersion.V201;

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    public void The_cable_first_then_the_token_and_the_token_ends_it(OcppVersion version)
    {
        var rig = Station(version);
        rig.Do(new PlugConnector(2));
        rig.Present("TAG").Status.ShouldBe(CommandStatus.Accepted);
        rig.Run(60);
        rig.Charges(2).ShouldBeTrue("the car that waits is meant");
        rig.Present("tag").Status.ShouldBe(CommandStatus.Accepted);
        rig.Asked().ShouldBe(1, "1.6 §4.1: who began it ends it unasked");
        rig.Ends().ShouldBe(["Local"]);
        rig.Charges(2).ShouldBeFalse();
        rig.Seen.View.Connectors[1].Status.ShouldNotBe("Available", "the cable is still in");
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    public void The_token_first_then_the_cable(OcppVersion version)
    {
        var rig = Station(version);
        rig.Present("TAG", 2).Status.ShouldBe(CommandStatus.Accepted);
        rig.StatusOf(2).ShouldBe(version == V16 ? "Preparing" : "Available");
        rig.Do(new PlugConnector(2), 5);
        rig.Charges(2).ShouldBeTrue();
        rig.Asked().ShouldBe(1);
    }

    [Fact]
    public void A_driver_who_named_no_connector_is_followed_to_where_he_plugs_in_1_6()
    {
        var rig = Station(V16);
        rig.Present("TAG");
        rig.StatusOf(1).ShouldBe("Preparing");
        rig.Do(new PlugConnector(2), 5);
        rig.StatusOf(1).ShouldBe("Available");
        rig.Charges(2).ShouldBeTrue();
        rig.Csms.Of("StartTransaction").Single().Int("connectorId").ShouldBe(2);
        rig.Asked().ShouldBe(1);
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    public void E03_a_driver_who_does_not_plug_in_loses_the_grant(OcppVersion version)
    {
        var rig = Station(version, ("TxCtrlr.EVConnectionTimeOut", "30"));
        rig.Present("TAG", 1);
        rig.Run(29);
        rig.Ends().ShouldBeEmpty();
        rig.Run(2);
        rig.StatusOf(1).ShouldBe("Available");
        rig.Seen.View.Connectors[0].TransactionId.ShouldBeNull();
        if (version == V16)
        {
            rig.Csms.Of("StatusNotification").Select(c => c.Text("status")).ShouldBe(["Preparing", "Available"]);
            rig.Csms.Of("StartTransaction").ShouldBeEmpty();
        }
        else
        {
            var ended = rig.Csms.Of("TransactionEvent").Last();
            ended.Text("triggerReason").ShouldBe("EVConnectTimeout");
            rig.Ends().ShouldBe(["Timeout"]);
        }

        rig.Do(new PlugConnector(), 5);
        rig.Charges().ShouldBeFalse();
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    public void The_token_again_before_the_cable_takes_the_grant_back(OcppVersion version)
    {
        var rig = Station(version);
        rig.Present("TAG", 1);
        rig.Present("TAG", 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.StatusOf(1).ShouldBe("Available");
        rig.Do(new PlugConnector(), 5);
        rig.Charges().ShouldBeFalse();
        rig.Asked().ShouldBe(1);
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    public void C09_FR_03_somebody_of_the_same_group_ends_it_and_is_named(OcppVersion version)
    {
        var rig = Station(version).Says("Accepted", "GROUP");
        rig.Do(new PlugConnector());
        rig.Present("MUM", 1);
        rig.Run(30);
        rig.Says("Accepted", "group").Present("DAD", 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.Asked().ShouldBe(2);
        rig.Ends().ShouldBe(["Local"]);
        if (version == V16)
        {
            rig.Csms.Of("StopTransaction").Single().Text("idTag").ShouldBe("DAD");
        }
        else
        {
            var ended = rig.Csms.Of("TransactionEvent").Last();
            ended.Payload.GetProperty("idToken").GetProperty("idToken").GetString().ShouldBe("DAD");
            ended.Text("triggerReason").ShouldBe("StopAuthorized");
        }
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    public void C09_FR_07_the_group_is_known_from_the_cache(OcppVersion version)
    {
        var rig = Station(version, (PreAuthorize, "true")).Says("Accepted", "GROUP");
        rig.Do(new AuthorizeToken("MUM"), 1);
        rig.Do(new AuthorizeToken("DAD"), 1);
        rig.Do(new PlugConnector());
        rig.Present("MUM", 1);
        rig.Run(30);
        rig.Present("DAD", 1);
        rig.Ends().ShouldBe(["Local"]);
        rig.Asked().ShouldBe(2);
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    public void The_group_may_come_with_the_answer_to_the_start(OcppVersion version)
    {
        var rig = Station(version);
        if (version == V16)
            rig.Csms.Script["StartTransaction"] = _ => """{"transactionId":7,"idTagInfo":{"status":"Accepted","parentIdTag":"G"}}""";
        else
            rig.Csms.Script["TransactionEvent"] = c => c.Payload.TryGetProperty("idToken", out _) ? rig.Info("Accepted", "G") : "{}";
        rig.Do(new PlugConnector());
        rig.Present("MUM", 1);
        rig.Run(30);
        rig.KillAndRestart();
        rig.Run(30);
        rig.Says("Accepted", "G").Present("DAD", 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.Ends().ShouldBe(["Local"]);
    }

    [Theory]
    [InlineData(V16, "Accepted", null)]
    [InlineData(V16, "Accepted", "OTHERS")]
    [InlineData(V16, "Invalid", "GROUP")]
    [InlineData(V201, "Accepted", null)]
    [InlineData(V201, "Accepted", "OTHERS")]
    [InlineData(V201, "Invalid", "GROUP")]
    public void C09_FR_11_a_stranger_or_a_refused_member_of_the_group_does_not_end_it(OcppVersion version, string status, string? groupId)
    {
        var rig = Station(version).Says("Accepted", "GROUP");
        rig.Do(new PlugConnector());
        rig.Present("MUM", 1);
        rig.Run(30);
        rig.Says(status, groupId).Present("STRANGER", 1).Status.ShouldBe(CommandStatus.Rejected);
        rig.Ends().ShouldBeEmpty();
        rig.Charges().ShouldBeTrue();
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    public void Two_drivers_charge_and_each_ends_his_own(OcppVersion version)
    {
        var rig = Station(version);
        rig.Do(new PlugConnector(1));
        rig.Present("A");
        rig.Do(new PlugConnector(2));
        rig.Present("B");
        rig.Run(30);
        rig.Present("A");
        (rig.Charges(1), rig.Charges(2)).ShouldBe((false, true));
        rig.Present("B");
        rig.Charges(2).ShouldBeFalse();
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    public void The_same_car_may_charge_once_more_without_leaving(OcppVersion version)
    {
        var rig = Station(version);
        rig.Do(new PlugConnector());
        rig.Present("A");
        rig.Run(30);
        rig.Present("A");
        rig.Run(30);
        rig.Charges().ShouldBeFalse();
        rig.Present("A", 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.Run(30);
        rig.Charges().ShouldBeTrue();
        rig.Ends().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData(V16, "", null, null)]
    [InlineData(V16, "123456789012345678901", null, null)]
    [InlineData(V201, "1234567890123456789012345678901234567", null, null)]
    [InlineData(V201, "TAG", "Card", null)]
    [InlineData(V201, "TAG", "3", null)]
    [InlineData(V16, "TAG", null, 3)]
    [InlineData(V16, "TAG", null, 0)]
    [InlineData(V201, "TAG", null, -1)]
    public void What_no_reader_reads_is_refused_unasked(OcppVersion version, string tag, string? type, int? connectorId)
    {
        var rig = Station(version);
        rig.Do(new PresentIdTag(tag, type, connectorId), 1).Status.ShouldBe(CommandStatus.Rejected);
        rig.Asked().ShouldBe(0);
    }

    [Fact]
    public void The_type_of_the_token_goes_to_the_CSMS()
    {
        var rig = Station(V201);
        rig.Do(new PlugConnector());
        rig.Do(new PresentIdTag("4711", "KeyCode"), 1);
        rig.Csms.Of("Authorize").Single().Payload.GetProperty("idToken").GetProperty("type").GetString().ShouldBe("KeyCode");
        rig.Csms.Of("TransactionEvent").First().Payload.GetProperty("idToken").GetProperty("type").GetString().ShouldBe("KeyCode");
        rig.Do(new PresentIdTag("4711", "ISO14443", 1), 1).Status.ShouldBe(CommandStatus.Rejected, "another type is another token");
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    public void A_token_that_is_presented_twice_is_asked_about_once(OcppVersion version)
    {
        var rig = Station(version);
        rig.Csms.Script["Authorize"] = _ => null;
        var first = rig.Ask(new PresentIdTag("TAG"));
        rig.Run(1);
        rig.Do(new PresentIdTag("TAG"), 1).Detail!.ShouldContain("already");
        first.IsCompleted.ShouldBeFalse();
        rig.Run(60);
        Harness.Rig.Await(first).Detail!.ShouldContain("in time");
        rig.Asked().ShouldBe(1);
    }

    [Theory]
    [InlineData(V16, """{"connectorId":0,"type":"Inoperative"}""")]
    [InlineData(V201, """{"operationalStatus":"Inoperative"}""")]
    public void Nobody_is_asked_about_at_a_station_out_of_service(OcppVersion version, string payload)
    {
        var rig = Station(version);
        rig.Do(new PlugConnector(2));
        rig.Ask("ChangeAvailability", payload);
        rig.Present("TAG").Detail!.ShouldContain("out of service");
        rig.Present("TAG", 2).Detail!.ShouldContain("out of service");
        rig.Asked().ShouldBe(0);
    }

    [Fact]
    public void C16_a_master_pass_ends_everything_and_begins_nothing()
    {
        var rig = Station(V201, ("AuthCtrlr.MasterPassGroupId", "POLICE"));
        rig.Says("Accepted", "Police").Present("M").Detail!.ShouldContain("master pass");
        rig.Csms.Of("TransactionEvent").ShouldBeEmpty("C16.FR.03");
        rig.Says("Accepted");
        rig.Do(new PlugConnector(1));
        rig.Present("A");
        rig.Do(new PlugConnector(2));
        rig.Present("B");
        rig.Run(30);
        rig.Says("Accepted", "POLICE").Present("M").Status.ShouldBe(CommandStatus.Accepted);
        rig.Ends().ShouldBe(["MasterPass", "MasterPass"], "C16.FR.02");
        var ended = rig.Csms.Of("TransactionEvent").Last();
        ended.Text("triggerReason").ShouldBe("StopAuthorized");
        ended.Payload.GetProperty("idToken").GetProperty("idToken").GetString().ShouldBe("M");
        rig.Do(new StartSession("M"), 5).Status.ShouldBe(CommandStatus.Rejected);
    }

    [Fact]
    public void A_token_that_is_bound_to_an_EVSE_is_refused_at_another()
    {
        var rig = Station(V201, (PreAuthorize, "true")).Says("Accepted", more: ",\"evseId\":[2]");
        rig.Present("TAG", 1).Detail!.ShouldContain("EVSE 1");
        rig.Present("TAG", 1).Detail!.ShouldContain("EVSE 1");
        rig.Asked().ShouldBe(1);
        rig.Present("TAG").Status.ShouldBe(CommandStatus.Accepted);
        rig.Do(new PlugConnector(2), 5);
        rig.Charges(2).ShouldBeTrue();
    }

    [Fact]
    public void DisableRemoteAuthorization_leaves_only_what_the_station_knows()
    {
        var rig = Station(V201, ("AuthCtrlr.DisableRemoteAuthorization", "true"));
        rig.Present("TAG", 1).Status.ShouldBe(CommandStatus.Rejected);
        rig.Do(new SetLocalList(1, false, [new("TAG")]));
        rig.Present("TAG", 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.Asked().ShouldBe(0);
    }

    [Fact]
    public void Without_AuthEnabled_the_cable_is_enough_and_anybody_ends_it()
    {
        var rig = Station(V201, ("AuthCtrlr.Enabled", "false"));
        rig.Do(new PlugConnector(), 5);
        rig.Charges().ShouldBeTrue();
        var token = rig.Csms.Of("TransactionEvent").First().Payload.GetProperty("idToken");
        (token.GetProperty("type").GetString(), token.GetProperty("idToken").GetString()).ShouldBe((nameof(IdTokenType.NoAuthorization), ""));
        rig.Present("ANY").Status.ShouldBe(CommandStatus.Accepted);
        rig.Ends().ShouldBe(["Local"]);
        rig.Asked().ShouldBe(0);
    }
}

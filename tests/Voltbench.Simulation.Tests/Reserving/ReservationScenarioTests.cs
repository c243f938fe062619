using System.Globalization;
using Voltbench.Simulation.Tests.Harness;
using Voltbench.Simulation.Tests.Tokens;
using static Voltbench.Simulation.Tests.Tokens.TokenScenes;

namespace Voltbench.Simulation.Tests.Reserving;

/// <summary>Reservations at work (1.6 §5.1, §5.13; 2.0.1 H01–H04).</summary>
public class ReservationScenarioTests
{
    private const OcppVersion V16 = OcppVersion.V16;
    private const OcppVersion V201 = OcppVersion.V201;

    private static System.Text.Json.JsonElement Reserve(Rig rig, int id, int? connectorId, string token = "TAG", string? group = null, double seconds = 600, string? type = null)
    {
        var until = rig.Time.GetUtcNow().AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        if (rig.Version == V16)
        {
            var parent = group is null ? "" : $",\"parentIdTag\":\"{group}\"";
            return rig.Ask("ReserveNow", $$"""{"reservationId":{{id}},"connectorId":{{connectorId ?? 0}},"idTag":"{{token}}","expiryDate":"{{until}}"{{parent}}}""");
        }

        var more = (connectorId is null ? "" : $",\"evseId\":{connectorId}")
            + (group is null ? "" : $",\"groupIdToken\":{{\"idToken\":\"{group}\",\"type\":\"Central\"}}")
            + (type is null ? "" : $",\"connectorType\":\"{type}\"");
        return rig.Ask("ReserveNow", $$$"""{"id":{{{id}}},"expiryDateTime":"{{{until}}}","idToken":{"idToken":"{{{token}}}","type":"ISO14443"}{{{more}}}}""");
    }

    private static string Cancel(Rig rig, int id) => rig.Ask("CancelReservation", $$"""{"reservationId":{{id}}}""").Status();

    private static List<string> Statuses(Rig rig, int connectorId = 1)
        => [.. rig.Csms.Of("StatusNotification").Where(c => c.Int(rig.Version == V16 ? "connectorId" : "evseId") == connectorId).Select(c => (c.Text("status") ?? c.Text("connectorStatus"))!)];

    private static List<string> Updates(Rig rig)
        => [.. rig.Csms.Of("ReservationStatusUpdate").Select(c => $"{c.Int("reservationId")} {c.Text("reservationUpdateStatus")}")];

    /// <summary>The reservation that the start of the last transaction names.</summary>
    private static int? Used(Rig rig)
    {
        var start = rig.Version == V16 ? rig.Csms.Of("StartTransaction").Last() : rig.Csms.Of("TransactionEvent").Last(c => c.Text("eventType") == "Started");
        return start.Payload.TryGetProperty("reservationId", out var id) ? id.GetInt32() : null;
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    [Shows(V16, "ReserveNow")]
    [Shows(V201, "ReserveNow")]
    public void H01_FR_23_H03_FR_09_the_reserved_token_gets_in_and_names_the_reservation(OcppVersion version)
    {
        var rig = Station(version);
        Reserve(rig, 4, 1).Status().ShouldBe("Accepted");
        rig.StatusOf().ShouldBe("Reserved");
        rig.Present("STRANGER", 1).Detail!.ShouldContain("reserved");
        rig.Present("tag", 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.Do(new PlugConnector(), 60);
        rig.Charges().ShouldBeTrue();
        Used(rig).ShouldBe(4);
        Statuses(rig).ShouldBe(version == V16 ? ["Reserved", "Preparing", "Charging"] : ["Reserved", "Available", "Occupied"], "H03.FR.10");
        Cancel(rig, 4).ShouldBe("Rejected", "it is used up");
        rig.Present("TAG", 1);
        rig.Do(new UnplugConnector(), 1);
        rig.StatusOf().ShouldBe("Available");
        Updates(rig).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    public void G03_FR_09_a_strangers_cable_changes_nothing_until_the_reservation_is_over(OcppVersion version)
    {
        var rig = Station(version);
        Reserve(rig, 4, 1, seconds: 100);
        rig.Do(new PlugConnector());
        rig.StatusOf().ShouldBe("Reserved");
        rig.Present("STRANGER", 1).Status.ShouldBe(CommandStatus.Rejected);
        rig.Charges().ShouldBeFalse();
        rig.Run(100);
        Statuses(rig).ShouldBe(["Reserved", version == V16 ? "Preparing" : "Occupied"]);
        rig.Present("STRANGER", 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.Charges().ShouldBeTrue();
        Used(rig).ShouldBeNull();
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    public void H03_FR_07_H03_FR_08_somebody_of_the_group_gets_in_once_the_CSMS_says_so(OcppVersion version)
    {
        var rig = Station(version).Says("Accepted", "OTHERS");
        Reserve(rig, 4, 1, group: "GROUP");
        rig.Present("DAD", 1).Status.ShouldBe(CommandStatus.Rejected);
        rig.Present("GROUP", 1).Status.ShouldBe(CommandStatus.Rejected, "1.6 §3.10: the group's id is no token");
        rig.Says("Accepted", "GROUP").Present("DAD", 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.Do(new PlugConnector(), 5);
        Used(rig).ShouldBe(4);
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    [Shows(V201, "ReservationStatusUpdate")]
    public void H04_FR_01_it_expires(OcppVersion version)
    {
        var rig = Station(version);
        Reserve(rig, 4, 1, seconds: 100);
        rig.Run(99);
        rig.StatusOf().ShouldBe("Reserved");
        rig.Run(2);
        Statuses(rig).ShouldBe(["Reserved", "Available"]);
        Updates(rig).ShouldBe(version == V16 ? [] : ["4 Expired"]);
        Cancel(rig, 4).ShouldBe("Rejected");
        rig.Present("STRANGER", 1).Status.ShouldBe(CommandStatus.Accepted);
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    public void What_expires_while_the_station_is_off_or_offline_is_told_afterwards(OcppVersion version)
    {
        var rig = Station(version);
        Reserve(rig, 4, 1, seconds: 100);
        Reserve(rig, 5, 2, seconds: 5000);
        rig.KillAndRestart();
        rig.Cut();
        rig.StatusOf().ShouldBe("Reserved");
        rig.Run(200);
        rig.StatusOf().ShouldBe("Available");
        rig.StatusOf(2).ShouldBe("Reserved");
        Updates(rig).ShouldBeEmpty();
        rig.Reconnect();
        Updates(rig).ShouldBe(version == V16 ? [] : ["4 Expired"]);
        Statuses(rig).Last().ShouldBe("Available");
        Statuses(rig, 2).Last().ShouldBe("Reserved");
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    [Shows(V16, "CancelReservation")]
    [Shows(V201, "CancelReservation")]
    public void H02_it_is_cancelled_also_after_a_kill(OcppVersion version)
    {
        var rig = Station(version);
        Cancel(rig, 4).ShouldBe("Rejected");
        Reserve(rig, 4, 1);
        rig.KillAndRestart();
        rig.Run(1);
        rig.StatusOf().ShouldBe("Reserved");
        rig.Present("STRANGER", 1).Status.ShouldBe(CommandStatus.Rejected);
        Cancel(rig, 4).ShouldBe("Accepted");
        rig.StatusOf().ShouldBe("Available");
        Updates(rig).ShouldBeEmpty();
        rig.KillAndRestart();
        rig.Run(1);
        rig.StatusOf().ShouldBe("Available");
        rig.Present("STRANGER", 1).Status.ShouldBe(CommandStatus.Accepted);
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    [Shows(V16, "ReserveNow")]
    [Shows(V201, "ReserveNow")]
    public void H01_FR_02_the_same_id_replaces(OcppVersion version)
    {
        var rig = Station(version);
        Reserve(rig, 4, 1).Status().ShouldBe("Accepted");
        Reserve(rig, 4, 2, "OTHER").Status().ShouldBe("Accepted");
        (rig.StatusOf(1), rig.StatusOf(2)).ShouldBe(("Available", "Reserved"));
        Reserve(rig, 5, 2, "OTHER").Status().ShouldBe("Occupied", "reserved for the same token is reserved");
        rig.Present("TAG", 2).Status.ShouldBe(CommandStatus.Rejected);
        rig.Present("OTHER", 2).Status.ShouldBe(CommandStatus.Accepted);
    }

    [Theory]
    [InlineData(V16, "charging", "Occupied")]
    [InlineData(V16, "plugged", "Occupied")]
    [InlineData(V16, "off", "Unavailable")]
    [InlineData(V201, "charging", "Occupied")]
    [InlineData(V201, "plugged", "Occupied")]
    [InlineData(V201, "off", "Unavailable")]
    [Shows(V16, "ReserveNow")]
    [Shows(V201, "ReserveNow")]
    public void What_is_not_free_is_not_reserved(OcppVersion version, string state, string status)
    {
        var rig = Station(version);
        if (state == "off")
            rig.Ask("ChangeAvailability", version == V16 ? """{"connectorId":1,"type":"Inoperative"}""" : """{"operationalStatus":"Inoperative","evse":{"id":1}}""");
        else
            rig.Do(new PlugConnector());
        if (state == "charging")
            rig.Present("X", 1);
        Reserve(rig, 4, 1).Status().ShouldBe(status);
        Cancel(rig, 4).ShouldBe("Rejected");
    }

    [Theory]
    [InlineData(V16, 3, 600, null, null)]
    [InlineData(V16, -1, 600, null, null)]
    [InlineData(V16, 1, 0, null, null)]
    [InlineData(V16, 1, -600, null, null)]
    [InlineData(V201, 3, 600, null, "UnknownEvse")]
    [InlineData(V201, 0, 600, null, "UnknownEvse")]
    [InlineData(V201, 1, -600, null, "InvalidValue")]
    [InlineData(V201, 1, 600, "cCCS2", "UnknownConnectorType")]
    [InlineData(V201, null, 600, "cCCS1", "UnknownConnectorType")]
    [InlineData(V201, null, 600, "wInductive", "UnknownConnectorType")]
    public void What_there_is_not_is_Rejected(OcppVersion version, int? connectorId, int seconds, string? type, string? code)
    {
        var rig = Station(version);
        var answer = Reserve(rig, 4, connectorId, seconds: seconds, type: type);
        (answer.Status(), answer.Code()).ShouldBe(("Rejected", code));
        rig.StatusOf().ShouldBe("Available");
    }

    [Theory]
    [InlineData(V16, null)]
    [InlineData(V201, "NotEnabled")]
    public void H01_FR_01_a_station_that_takes_no_reservations_rejects_them(OcppVersion version, string? code)
    {
        var answer = Reserve(Station(version, ("ReservationCtrlr.Enabled", "false")), 4, 1);
        (answer.Status(), answer.Code()).ShouldBe(("Rejected", code));
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    public void H01_FR_16_what_goes_out_of_service_takes_its_reservation_along(OcppVersion version)
    {
        var rig = Station(version);
        Reserve(rig, 4, 1);
        rig.Ask("ChangeAvailability", version == V16 ? """{"connectorId":1,"type":"Inoperative"}""" : """{"operationalStatus":"Inoperative","evse":{"id":1}}""").Status().ShouldBe("Accepted");
        Statuses(rig).ShouldBe(["Reserved", "Unavailable"]);
        Updates(rig).ShouldBe(version == V16 ? [] : ["4 Removed"]);
        rig.Ask("ChangeAvailability", version == V16 ? """{"connectorId":1,"type":"Operative"}""" : """{"operationalStatus":"Operative","evse":{"id":1}}""");
        rig.StatusOf().ShouldBe("Available");
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    public void H01_FR_04_H01_FR_18_without_a_connector_one_is_always_left(OcppVersion version)
    {
        var rig = Station(version);
        Reserve(rig, 4, null).Status().ShouldBe("Accepted");
        (rig.StatusOf(1), rig.StatusOf(2)).ShouldBe(("Available", "Available"));
        rig.Present("STRANGER", 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.Do(new PlugConnector(), 30);
        rig.StatusOf(2).ShouldBe(version == V16 ? "Available" : "Reserved", "H01.FR.20");
        rig.Do(new PlugConnector(2));
        rig.StatusOf(2).ShouldBe(version == V16 ? "Preparing" : "Reserved", "G03.FR.09");
        rig.Present("OTHER", 2).Detail!.ShouldContain("reserved");
        rig.Do(new UnplugConnector(2));
        rig.Do(new StartSession("OTHER", 2)).Detail!.ShouldContain("reserved");
        Reserve(rig, 5, 2).Status().ShouldBe("Occupied");
        rig.Present("STRANGER", 1);
        rig.Do(new UnplugConnector(), 1);
        rig.StatusOf(2).ShouldBe("Available");
        rig.Present("TAG", 2).Status.ShouldBe(CommandStatus.Accepted);
        rig.Do(new PlugConnector(2), 5);
        Used(rig).ShouldBe(4);
        rig.Present("OTHER", 1).Status.ShouldBe(CommandStatus.Accepted);
    }

    [Fact]
    public void H01_FR_17_the_last_one_that_breaks_removes_the_reservation()
    {
        var rig = Station(V201);
        Reserve(rig, 4, null);
        rig.Ask("ChangeAvailability", """{"operationalStatus":"Inoperative","evse":{"id":1}}""");
        Updates(rig).ShouldBeEmpty();
        rig.StatusOf(2).ShouldBe("Reserved");
        rig.Ask("ChangeAvailability", """{"operationalStatus":"Inoperative","evse":{"id":2}}""");
        Updates(rig).ShouldBe(["4 Removed"]);
    }

    [Fact]
    public void H01_FR_06_H01_FR_24_a_type_of_connector_is_reserved()
    {
        var rig = Station(V201);
        Reserve(rig, 4, null, type: "cCCS2").Status().ShouldBe("Accepted");
        (rig.StatusOf(1), rig.StatusOf(2)).ShouldBe(("Available", "Reserved"));
        Reserve(rig, 5, null, type: "cCCS2").Status().ShouldBe("Occupied");
        rig.Present("STRANGER", 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.Present("OTHER", 2).Status.ShouldBe(CommandStatus.Rejected);
        rig.Present("TAG").Status.ShouldBe(CommandStatus.Accepted);
        Used(rig).ShouldBe(4);
    }

    [Fact]
    public void In_1_6_a_driver_who_does_not_plug_in_keeps_his_reservation()
    {
        var rig = Station(V16, ("ConnectionTimeOut", "30"));
        Reserve(rig, 4, 1);
        rig.Present("TAG", 1);
        rig.Run(31);
        Statuses(rig).ShouldBe(["Reserved", "Preparing", "Reserved"]);
        rig.Present("TAG", 1);
        rig.KillAndRestart();
        rig.Run(1);
        rig.StatusOf().ShouldBe("Reserved", "the grant is gone, the reservation is not");
        rig.Present("TAG", 1);
        rig.Do(new PlugConnector(), 5);
        Used(rig).ShouldBe(4);
    }

    [Fact]
    public void In_2_0_1_the_presented_token_uses_it_up()
    {
        var rig = Station(V201, ("TxCtrlr.EVConnectionTimeOut", "30"));
        Reserve(rig, 4, 1);
        rig.Present("TAG", 1);
        rig.Run(31);
        rig.StatusOf().ShouldBe("Available");
        Updates(rig).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    public void A_remote_start_respects_the_reservation(OcppVersion version)
    {
        var rig = Station(version);
        Reserve(rig, 4, 1);
        string Start(string token, int? connectorId) => version == V16
            ? rig.Ask("RemoteStartTransaction", $$"""{"idTag":"{{token}}"{{(connectorId is null ? "" : $",\"connectorId\":{connectorId}")}}}""").Status()
            : rig.Ask("RequestStartTransaction", $$$"""{"remoteStartId":1,"idToken":{"idToken":"{{{token}}}","type":"ISO14443"}{{{(connectorId is null ? "" : $",\"evseId\":{connectorId}")}}}}""").Status();
        Start("STRANGER", 1).ShouldBe("Rejected");
        Start("STRANGER", null).ShouldBe("Accepted");
        rig.Run(10);
        rig.Charges(2).ShouldBeTrue("the other one is open");
        Used(rig).ShouldBeNull();
        Start("TAG", 1).ShouldBe("Accepted");
        rig.Run(10);
        rig.Charges(1).ShouldBeTrue();
        Used(rig).ShouldBe(4);
    }

    [Theory]
    [InlineData(V16, """{"type":"Soft"}""")]
    [InlineData(V201, """{"type":"Immediate"}""")]
    public void It_outlives_a_reset_and_ends_once(OcppVersion version, string reset)
    {
        var rig = Station(version);
        Reserve(rig, 4, 1, seconds: 100);
        rig.Ask("Reset", reset).Status().ShouldBe("Accepted");
        rig.Run(50);
        rig.StatusOf().ShouldBe("Reserved");
        rig.Run(100);
        Updates(rig).ShouldBe(version == V16 ? [] : ["4 Expired"]);
        rig.StatusOf().ShouldBe("Available");
    }

    [Fact]
    public void A_charger_that_changes_its_version_forgets_reservations_lists_and_tokens()
    {
        var rig = Station(V201, (PreAuthorize, "true"));
        Reserve(rig, 4, 1);
        rig.Do(new AuthorizeToken("TAG"), 1);
        rig.Do(new SetLocalList(1, false, [new("A"), new("B")]));
        rig.Csms.RefuseWith = "another version is spoken here";
        rig.Fleet.Place(rig.Spec with { Version = V16 }, null);
        rig.Run(1);
        rig.StatusOf().ShouldBe("Available");
        rig.Do(new ClearCache()).Data!.Value.GetProperty("cleared_entries").GetInt32().ShouldBe(0);
        rig.Do(new ClearLocalList()).Data!.Value.GetProperty("entries_deleted").GetInt32().ShouldBe(0);
        rig.Store.Load(Rig.Key).Documents.ShouldAllBe(d => d.Name == "config");
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    [Shows(V201, "ReservationStatusUpdate")]
    public void H01_FR_14_H01_FR_16_a_fault_refuses_and_removes(OcppVersion version)
    {
        var rig = Station(version);
        Reserve(rig, 4, 1).Status().ShouldBe("Accepted");
        rig.Do(new InjectFault("GroundFailure"), 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.StatusOf().ShouldBe("Faulted");
        Updates(rig).ShouldBe(version == V16 ? [] : ["4 Removed"]);
        Reserve(rig, 5, 1).Status().ShouldBe("Faulted");
        rig.Present("TAG", 1).Detail!.ShouldContain("out of service");
        rig.Do(new ClearFault(), 1);
        rig.StatusOf().ShouldBe("Available");
        Cancel(rig, 4).ShouldBe("Rejected");
    }

    [Fact]
    public void G03_FR_09_a_transaction_that_began_with_the_cable_names_the_reservation_once_its_driver_is_there()
    {
        var rig = Station(V201, ("TxCtrlr.TxStartPoint", "EVConnected"), ("TxCtrlr.TxStopPoint", "EVConnected"));
        Reserve(rig, 4, 1);
        rig.Do(new PlugConnector(), 5);
        rig.StatusOf().ShouldBe("Reserved");
        rig.Csms.Of("TransactionEvent").Single().Text("triggerReason").ShouldBe("CablePluggedIn");
        rig.Present("STRANGER", 1).Status.ShouldBe(CommandStatus.Rejected);
        rig.Present("TAG", 1).Status.ShouldBe(CommandStatus.Accepted);
        rig.Charges().ShouldBeTrue();
        Statuses(rig).ShouldBe(["Reserved", "Occupied"]);
        var granted = rig.Csms.Of("TransactionEvent").Single(c => c.Text("triggerReason") == "Authorized");
        granted.Int("reservationId").ShouldBe(4);
        rig.Present("TAG", 1);
        rig.Ends().ShouldBeEmpty();
        rig.Do(new UnplugConnector(), 1);
        rig.Ends().Count().ShouldBe(1);
        rig.StatusOf().ShouldBe("Available");
    }

    [Fact]
    public void A_remote_start_of_the_reserved_group_is_let_in_2_0_1()
    {
        var rig = Station(V201);
        Reserve(rig, 4, 1, group: "GROUP");
        rig.Ask("RequestStartTransaction", """{"remoteStartId":1,"evseId":1,"idToken":{"idToken":"DAD","type":"ISO14443"},"groupIdToken":{"idToken":"OTHERS","type":"Central"}}""").Status().ShouldBe("Rejected");
        rig.Ask("RequestStartTransaction", """{"remoteStartId":2,"evseId":1,"idToken":{"idToken":"DAD","type":"ISO14443"},"groupIdToken":{"idToken":"GROUP","type":"Central"}}""").Status().ShouldBe("Accepted");
        rig.Run(5);
        Used(rig).ShouldBe(4);
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    public void A_remote_start_that_is_authorized_first_may_turn_out_to_be_of_the_group(OcppVersion version)
    {
        var rig = Station(version, ("AuthCtrlr.AuthorizeRemoteStart", "true")).Says("Accepted", "OTHERS");
        Reserve(rig, 4, 1, group: "GROUP");
        string Start() => version == V16
            ? rig.Ask("RemoteStartTransaction", """{"idTag":"DAD","connectorId":1}""").Status()
            : rig.Ask("RequestStartTransaction", """{"remoteStartId":1,"evseId":1,"idToken":{"idToken":"DAD","type":"ISO14443"}}""").Status();
        Start().ShouldBe("Accepted");
        rig.Run(5);
        rig.Charges().ShouldBeFalse();
        rig.StatusOf().ShouldBe("Reserved");
        rig.Says("Accepted", "GROUP");
        Start().ShouldBe("Accepted");
        rig.Run(5);
        rig.Charges().ShouldBeTrue();
        Used(rig).ShouldBe(4);
    }

    [Theory]
    [InlineData(V16)]
    [InlineData(V201)]
    public void The_driver_who_names_no_connector_is_led_to_the_reserved_one(OcppVersion version)
    {
        var rig = Station(version);
        Reserve(rig, 4, 2);
        rig.Present("TAG").Status.ShouldBe(CommandStatus.Accepted);
        rig.Do(new PlugConnector(2), 5);
        rig.Charges(2).ShouldBeTrue();
        Used(rig).ShouldBe(4);
    }
}

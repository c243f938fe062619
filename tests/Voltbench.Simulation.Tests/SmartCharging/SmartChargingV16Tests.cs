using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.SmartCharging;

public class SmartChargingV16Tests
{
    private static Rig Booted() => SmartRig.Booted(OcppVersion.V16);

    private static string Set(int connector, string profile) => $$"""{"connectorId":{{connector}},"csChargingProfiles":{{profile}}}""";

    /// <summary>A profile that always limits to one value; <paramref name="more"/> ends in a comma.</summary>
    private static string Profile(int id, string purpose, double limit, string unit = "A", int level = 0, string more = "", string schedule = "", string kind = "Absolute", string period = "")
        => FormattableString.Invariant($$"""
            {"chargingProfileId":{{id}},{{more}}"stackLevel":{{level}},"chargingProfilePurpose":"{{purpose}}","chargingProfileKind":"{{kind}}",
             "chargingSchedule":{ {{schedule}}"chargingRateUnit":"{{unit}}","chargingSchedulePeriod":[{"startPeriod":0,"limit":{{limit}}{{period}} }] } }
            """);

    [Fact]
    [Shows(OcppVersion.V16, "SetChargingProfile")]
    public void The_power_of_a_running_transaction_follows_a_profile()
    {
        var rig = Booted();
        var id = rig.Charging();
        rig.SampledW().ShouldBeLimitedTo(22_080);
        rig.Status("SetChargingProfile", Set(1, Profile(1, "TxProfile", 10, more: $"\"transactionId\":{id},"))).ShouldBe("Accepted");
        rig.SampledW().ShouldBeLimitedTo(6_900);
        rig.Status("SetChargingProfile", Set(1, Profile(2, "TxProfile", 5_000, "W", level: 1))).ShouldBe("Accepted");
        rig.SampledW().ShouldBeLimitedTo(5_000);
    }

    [Fact]
    [Shows(OcppVersion.V16, "SetChargingProfile")]
    public void A_default_profile_holds_for_transactions_of_all_connectors_or_one()
    {
        var rig = Booted();
        rig.Status("SetChargingProfile", Set(0, Profile(1, "TxDefaultProfile", 16))).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(2, Profile(2, "TxDefaultProfile", 8))).ShouldBe("Accepted");
        rig.Charging(1);
        rig.Charging(2);
        rig.Run(10);
        rig.PowerW(1).ShouldBe(11_040, 1e-6);
        rig.PowerW(2).ShouldBe(5_520, 1e-6);
    }

    [Fact]
    [Shows(OcppVersion.V16, "SetChargingProfile")]
    public void Below_six_amperes_the_station_suspends_and_above_charging_goes_on()
    {
        var rig = Booted();
        rig.Charging();
        rig.Csms.Calls.Clear();
        rig.Status("SetChargingProfile", Set(0, Profile(1, "TxDefaultProfile", 0))).ShouldBe("Accepted");
        rig.Csms.Of("StatusNotification").Select(c => c.Text("status")).ShouldBe(["SuspendedEVSE"]);
        var before = rig.Seen.Connector.MeterWh;
        rig.SampledW().ShouldBe(0);
        rig.Seen.Connector.MeterWh.ShouldBe(before);
        rig.Status("SetChargingProfile", Set(0, Profile(1, "TxDefaultProfile", 5.9))).ShouldBe("Accepted");
        rig.Seen.Connector.Status.ShouldBe("SuspendedEVSE");
        rig.Csms.Calls.Clear();
        rig.Status("SetChargingProfile", Set(0, Profile(1, "TxDefaultProfile", 6))).ShouldBe("Accepted");
        rig.Csms.Of("StatusNotification").Select(c => c.Text("status")).ShouldBe(["Charging"]);
        rig.SampledW().ShouldBeLimitedTo(4_140);
    }

    [Fact]
    [Shows(OcppVersion.V16, "SetChargingProfile")]
    public void Periods_change_the_power_at_their_second()
    {
        var rig = Booted();
        rig.Charging();
        var schedule = $$"""
            {"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Absolute",
             "chargingSchedule":{"startSchedule":"{{rig.At(30)}}","duration":90,"chargingRateUnit":"A","chargingSchedulePeriod":[
               {"startPeriod":0,"limit":16},{"startPeriod":30,"limit":0},{"startPeriod":60,"limit":10,"numberPhases":1}] } }
            """;
        rig.Status("SetChargingProfile", Set(1, schedule)).ShouldBe("Accepted");
        var seen = new List<double>();
        foreach (var seconds in new[] { 29.9, 0.2, 29.8, 0.2, 29.8, 0.2, 29.8, 0.2 })
        {
            rig.Run(seconds);
            seen.Add(Math.Round(rig.PowerW()));
        }

        seen.ShouldBe([22_080, 11_040, 11_040, 0, 0, 2_300, 2_300, 22_080]);
    }

    [Fact]
    [Shows(OcppVersion.V16, "SetChargingProfile")]
    public void The_limit_of_the_charge_point_is_shared_and_freed()
    {
        var rig = Booted();
        rig.Status("SetChargingProfile", Set(0, Profile(1, "ChargePointMaxProfile", 20_000, "W"))).ShouldBe("Accepted");
        rig.Charging(1);
        rig.PowerW(1).ShouldBe(20_000, 1e-6);
        rig.Charging(2, SmartRig.OnePhase);
        (rig.PowerW(1), rig.PowerW(2)).ShouldBe((12_640, 7_360));
        rig.Do(new StopSession(1), 1);
        rig.PowerW(2).ShouldBe(7_360, 1e-6);
        rig.Status("ClearChargingProfile", "{}").ShouldBe("Accepted");
    }

    [Fact]
    public void Who_gets_no_more_energy_leaves_his_share_to_the_others()
    {
        var rig = Booted();
        rig.Status("ChangeConfiguration", """{"key":"StopTransactionOnInvalidId","value":"false"}""").ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(0, Profile(1, "ChargePointMaxProfile", 20_000, "W"))).ShouldBe("Accepted");
        rig.Charging(1);
        rig.Csms.Script["StartTransaction"] = _ => """{"transactionId":999,"idTagInfo":{"status":"Invalid"} }""";
        rig.Charging(2);
        rig.Run(1);
        (rig.PowerW(1), rig.PowerW(2)).ShouldBe((20_000, 0));
        rig.Do(new EvStopsEnergy(1));
        rig.PowerW(1).ShouldBe(0);
        rig.Do(new EvRequestsEnergy(1));
        rig.PowerW(1).ShouldBe(20_000, 1e-6);
    }

    [Fact]
    [Shows(OcppVersion.V16, "ClearChargingProfile")]
    public void A_profile_that_is_cleared_limits_no_more()
    {
        var rig = Booted();
        rig.Charging();
        rig.Status("SetChargingProfile", Set(0, Profile(1, "TxDefaultProfile", 8))).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(1, Profile(2, "TxProfile", 12))).ShouldBe("Accepted");
        rig.SampledW().ShouldBeLimitedTo(12 * 690);
        rig.Status("ClearChargingProfile", """{"id":2}""").ShouldBe("Accepted");
        rig.SampledW().ShouldBeLimitedTo(8 * 690);
        rig.Status("ClearChargingProfile", """{"id":2}""").ShouldBe("Unknown");
        rig.Status("ClearChargingProfile", """{"chargingProfilePurpose":"TxDefaultProfile"}""").ShouldBe("Accepted");
        rig.SampledW().ShouldBeLimitedTo(22_080);
    }

    /// <summary>Errata 3.25, 3.26: all fields given must match; an id stands alone; none means all.</summary>
    [Theory]
    [InlineData("{}", 3)]
    [InlineData("""{"id":1}""", 1)]
    [InlineData("""{"id":1,"connectorId":2,"stackLevel":9}""", 1)]
    [InlineData("""{"connectorId":0}""", 2)]
    [InlineData("""{"connectorId":1}""", 1)]
    [InlineData("""{"connectorId":1,"stackLevel":1}""", 0)]
    [InlineData("""{"stackLevel":1}""", 1)]
    [InlineData("""{"chargingProfilePurpose":"ChargePointMaxProfile"}""", 1)]
    [InlineData("""{"chargingProfilePurpose":"TxProfile"}""", 0)]
    [InlineData("""{"connectorId":7}""", 0)]
    public void What_matches_is_cleared(string request, int cleared)
    {
        var rig = Booted();
        rig.Status("SetChargingProfile", Set(0, Profile(1, "TxDefaultProfile", 8, level: 1))).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(0, Profile(2, "ChargePointMaxProfile", 9))).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(1, Profile(3, "TxDefaultProfile", 10))).ShouldBe("Accepted");
        rig.Status("ClearChargingProfile", request).ShouldBe(cleared > 0 ? "Accepted" : "Unknown");
        Enumerable.Range(1, 3).Count(id => rig.Status("ClearChargingProfile", $$"""{"id":{{id}}}""") == "Unknown").ShouldBe(cleared);
    }

    [Fact]
    [Shows(OcppVersion.V16, "GetCompositeSchedule")]
    public void The_composite_schedule_tells_the_merged_limits()
    {
        var rig = Booted();
        rig.Charging();
        var schedule = $$"""
            {"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Absolute",
             "chargingSchedule":{"startSchedule":"{{rig.At(0)}}","duration":300,"chargingRateUnit":"A","chargingSchedulePeriod":[
               {"startPeriod":0,"limit":8},{"startPeriod":60,"limit":20},{"startPeriod":120,"limit":25},{"startPeriod":180,"limit":6,"numberPhases":1}] } }
            """;
        rig.Status("SetChargingProfile", Set(0, schedule)).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(0, Profile(2, "ChargePointMaxProfile", 16))).ShouldBe("Accepted");
        var start = rig.At(0);
        var answer = rig.Answer("GetCompositeSchedule", """{"connectorId":1,"duration":400,"chargingRateUnit":"A"}""");
        answer.GetProperty("status").GetString().ShouldBe("Accepted");
        answer.GetProperty("connectorId").GetInt32().ShouldBe(1);
        answer.GetProperty("scheduleStart").GetDateTimeOffset().ShouldBe(DateTimeOffset.Parse(start));
        var composite = answer.GetProperty("chargingSchedule");
        composite.TryGetProperty("startSchedule", out _).ShouldBeFalse("erratum 3.57");
        composite.GetProperty("duration").GetInt32().ShouldBe(400);
        composite.GetProperty("chargingSchedulePeriod").EnumerateArray()
            .Select(p => (p.GetProperty("startPeriod").GetInt32(), p.GetProperty("limit").GetDouble(), p.GetProperty("numberPhases").GetInt32()))
            .ShouldBe([(0, 8, 3), (60, 16, 3), (180, 6, 1), (300, 16, 3)]);

        rig.Answer("GetCompositeSchedule", """{"connectorId":1,"duration":10,"chargingRateUnit":"W"}""").GetProperty("chargingSchedule")
            .GetProperty("chargingSchedulePeriod")[0].GetProperty("limit").GetDouble().ShouldBe(5_520);
        rig.Answer("GetCompositeSchedule", """{"connectorId":0,"duration":10,"chargingRateUnit":"W"}""").GetProperty("chargingSchedule")
            .GetProperty("chargingSchedulePeriod")[0].GetProperty("limit").GetDouble().ShouldBe(11_040, "two times 8 A, and the limit of the whole is 16 A");
    }

    [Theory]
    [InlineData("""{"connectorId":3,"duration":10}""", "Rejected")]
    [InlineData("""{"connectorId":-1,"duration":10}""", "Rejected")]
    [InlineData("""{"connectorId":1,"duration":0}""", "Rejected")]
    [InlineData("""{"connectorId":1,"duration":-5}""", "Rejected")]
    [InlineData("""{"connectorId":1,"duration":1}""", "Accepted")]
    [InlineData("""{"connectorId":1,"duration":2147483647}""", "Accepted")]
    [InlineData("""{"connectorId":0,"duration":86400,"chargingRateUnit":"A"}""", "Accepted")]
    public void A_schedule_that_cannot_be_told_is_rejected(string request, string status) => Booted().Status("GetCompositeSchedule", request).ShouldBe(status);

    public static TheoryData<int, string> BadProfiles => new()
    {
        { 1, Profile(1, "ChargePointMaxProfile", 16) }, // §3.13.1: at connector 0 only
        { 0, Profile(1, "TxProfile", 16) }, // at a connector only
        { 2, Profile(1, "TxProfile", 16) }, // no transaction there
        { 1, Profile(1, "TxProfile", 16, more: "\"transactionId\":999,") }, // not this one
        { 0, Profile(1, "TxDefaultProfile", 16, level: -1) },
        { 0, Profile(1, "TxDefaultProfile", 16, level: 100) },
        { 0, Profile(1, "TxDefaultProfile", -0.1) },
        { 0, Profile(1, "TxDefaultProfile", 16, kind: "Recurring") },
        { 0, Profile(1, "TxDefaultProfile", 16, schedule: "\"duration\":0,") },
        { 0, Profile(1, "TxDefaultProfile", 16, schedule: "\"duration\":-1,") },
        { 0, Profile(1, "TxDefaultProfile", 16, schedule: "\"minChargingRate\":-1,") },
        { 0, Profile(1, "TxDefaultProfile", 16, period: ",\"numberPhases\":0") },
        { 0, Profile(1, "TxDefaultProfile", 16, period: ",\"numberPhases\":4") },
        { 0, Profile(1, "TxDefaultProfile", 16, period: "},{\"startPeriod\":0,\"limit\":6") },
        { 0, Profile(1, "TxDefaultProfile", 16, period: "},{\"startPeriod\":60,\"limit\":6},{\"startPeriod\":30,\"limit\":8") },
        { 0, Profile(1, "TxDefaultProfile", 16, more: "\"validFrom\":\"2026-01-02T00:00:00Z\",\"validTo\":\"2026-01-01T00:00:00Z\",") },
        { 0, Profile(1, "TxDefaultProfile", 16).Replace("\"startPeriod\":0", "\"startPeriod\":1") }, // erratum 3.45
        { 0, Profile(1, "TxDefaultProfile", 16, period: string.Concat(Enumerable.Range(1, 1_000).Select(i => $"}},{{\"startPeriod\":{i},\"limit\":6"))) },
    };

    [Theory]
    [MemberData(nameof(BadProfiles))]
    public void A_profile_that_the_station_cannot_follow_is_rejected_and_changes_nothing(int connector, string profile)
    {
        var rig = Booted();
        rig.Charging();
        rig.Status("SetChargingProfile", Set(connector, profile)).ShouldBe("Rejected");
        rig.PowerW().ShouldBe(22_080, 1e-6);
        rig.Status("ClearChargingProfile", "{}").ShouldBe("Unknown");
    }

    [Theory]
    [InlineData(0, "TxDefaultProfile", 99, 1)]
    [InlineData(2, "TxDefaultProfile", 0, 1_000)]
    [InlineData(0, "ChargePointMaxProfile", 5, 24)]
    [InlineData(1, "TxProfile", 5, 24)]
    public void A_profile_at_the_limits_is_accepted(int connector, string purpose, int level, int periods)
    {
        var rig = Booted();
        rig.Charging();
        var more = string.Concat(Enumerable.Range(1, periods - 1).Select(i => $"}},{{\"startPeriod\":{i},\"limit\":{i}.5"));
        rig.Status("SetChargingProfile", Set(connector, Profile(int.MaxValue, purpose, 0, level: level, period: more))).ShouldBe("Accepted");
    }

    /// <summary>Erratum 3.39.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_connector_that_does_not_exist_is_an_error(int connector)
    {
        var rig = Booted();
        var id = rig.Csms.Ask("SetChargingProfile", Set(connector, Profile(1, "TxDefaultProfile", 16)));
        rig.Run(0);
        rig.Csms.AnswerTo(id).ErrorCode.ShouldBe("PropertyConstraintViolation");
    }

    [Fact]
    public void The_same_id_or_purpose_and_level_is_replaced_and_nothing_else()
    {
        var rig = Booted();
        rig.Status("SetChargingProfile", Set(0, Profile(1, "TxDefaultProfile", 8))).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(0, Profile(2, "TxDefaultProfile", 10))).ShouldBe("Accepted");
        rig.Status("ClearChargingProfile", """{"id":1}""").ShouldBe("Unknown");
        rig.Status("SetChargingProfile", Set(1, Profile(2, "TxDefaultProfile", 12, level: 7))).ShouldBe("Accepted");
        rig.Charging(2);
        rig.PowerW(2).ShouldBe(22_080, 1e-6);
        rig.Status("SetChargingProfile", Set(1, Profile(3, "TxDefaultProfile", 8, level: 8))).ShouldBe("Accepted");
        rig.Status("ClearChargingProfile", """{"id":2}""").ShouldBe("Accepted");
    }

    [Fact]
    public void More_profiles_than_the_station_keeps_are_rejected()
    {
        var rig = Booted();
        var most = int.Parse(rig.Answer("GetConfiguration", """{"key":["MaxChargingProfilesInstalled"]}""").GetProperty("configurationKey")[0].GetProperty("value").GetString()!);
        for (var i = 0; i < most; i++)
            rig.Status("SetChargingProfile", Set(1 + (i % 2), Profile(i, "TxDefaultProfile", 8, level: i / 2))).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(0, Profile(most, "TxDefaultProfile", 8))).ShouldBe("Rejected");
        rig.Status("SetChargingProfile", Set(0, Profile(0, "TxDefaultProfile", 8))).ShouldBe("Accepted", "it takes the place of another");
    }

    [Fact]
    public void A_profile_of_a_transaction_goes_with_it()
    {
        var rig = Booted();
        rig.Charging();
        rig.Status("SetChargingProfile", Set(1, Profile(1, "TxProfile", 8))).ShouldBe("Accepted");
        rig.Do(new StopSession(1), 10);
        rig.Status("ClearChargingProfile", """{"id":1}""").ShouldBe("Unknown");
        rig.Charging();
        rig.PowerW().ShouldBe(22_080, 1e-6);
    }

    [Fact]
    [Shows(OcppVersion.V16, "RemoteStartTransaction")]
    public void A_profile_that_comes_with_a_remote_start_is_that_transactions()
    {
        var rig = Booted();
        string Start(string profile) => $$"""{"idTag":"TAG","connectorId":1,"chargingProfile":{{profile}}}""";
        rig.Status("RemoteStartTransaction", Start(Profile(1, "TxDefaultProfile", 8, kind: "Relative"))).ShouldBe("Rejected");
        rig.Status("RemoteStartTransaction", Start(Profile(1, "TxProfile", 8, more: "\"transactionId\":5,"))).ShouldBe("Rejected");
        rig.Status("RemoteStartTransaction", Start(Profile(1, "TxProfile", 8, level: -1))).ShouldBe("Rejected");
        rig.Seen.Connector.Status.ShouldBe("Available");
        rig.Status("RemoteStartTransaction", Start(Profile(1, "TxProfile", 8, kind: "Relative"))).ShouldBe("Accepted");
        rig.Run(5);
        rig.SampledW().ShouldBeLimitedTo(5_520);
        var id = rig.Seen.Connector.TransactionId;
        rig.Status("SetChargingProfile", Set(1, Profile(2, "TxProfile", 10, more: $"\"transactionId\":{id},"))).ShouldBe("Accepted");
        rig.SampledW().ShouldBeLimitedTo(6_900);
        rig.Status("ClearChargingProfile", """{"id":1}""").ShouldBe("Unknown", "the same stack level: it was replaced (§5.16.2)");
    }

    /// <summary>Erratum 3.37.</summary>
    [Theory]
    [InlineData(RecoveryMode.Continue)]
    [InlineData(RecoveryMode.PowerLoss)]
    public void Profiles_survive_a_kill_those_of_a_transaction_with_it(RecoveryMode recovery)
    {
        var rig = Booted();
        rig.Charging();
        rig.Status("SetChargingProfile", Set(0, Profile(1, "TxDefaultProfile", 8, more: "\"recurrencyKind\":\"Weekly\",\"validFrom\":\"2020-01-01T00:00:00Z\",", kind: "Recurring"))).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(0, Profile(2, "ChargePointMaxProfile", 15_000, "W", level: 3))).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(1, Profile(3, "TxProfile", 12, period: ",\"numberPhases\":1"))).ShouldBe("Accepted");
        rig.SampledW().ShouldBeLimitedTo(2_760);
        rig.KillAndRestart(recovery);
        rig.Run(20);
        if (recovery == RecoveryMode.Continue)
            rig.SampledW().ShouldBeLimitedTo(2_760);
        rig.Status("ClearChargingProfile", """{"id":3}""").ShouldBe(recovery == RecoveryMode.Continue ? "Accepted" : "Unknown");
        if (recovery == RecoveryMode.PowerLoss)
            rig.Charging();
        rig.SampledW().ShouldBeLimitedTo(5_520);
        rig.Status("ClearChargingProfile", """{"id":1}""").ShouldBe("Accepted");
        rig.SampledW().ShouldBeLimitedTo(15_000);
    }

    [Fact]
    public void A_power_update_bounds_what_profiles_allow_until_it_is_lifted()
    {
        var rig = Booted();
        rig.Charging();
        rig.Status("SetChargingProfile", Set(0, Profile(1, "TxDefaultProfile", 16))).ShouldBe("Accepted");
        rig.Do(new PowerUpdate(5_000)).Status.ShouldBe(CommandStatus.Accepted);
        rig.SampledW().ShouldBeLimitedTo(5_000);
        rig.Answer("GetCompositeSchedule", """{"connectorId":1,"duration":10,"chargingRateUnit":"W"}""").GetProperty("chargingSchedule")
            .GetProperty("chargingSchedulePeriod")[0].GetProperty("limit").GetDouble().ShouldBe(5_000);
        rig.Status("ClearChargingProfile", "{}").ShouldBe("Accepted");
        rig.SampledW().ShouldBeLimitedTo(5_000);
        rig.Do(new PowerUpdate(0)).Status.ShouldBe(CommandStatus.Accepted);
        rig.Seen.Connector.Status.ShouldBe("SuspendedEVSE");
        rig.KillAndRestart();
        rig.Run(10);
        rig.Seen.Connector.Status.ShouldBe("SuspendedEVSE");
        rig.Do(new PowerUpdate(22_080)).Status.ShouldBe(CommandStatus.Accepted);
        rig.SampledW().ShouldBeLimitedTo(22_080);
        rig.Do(new PowerUpdate(-1)).Status.ShouldBe(CommandStatus.Rejected);
        rig.Do(new PowerUpdate(double.NaN)).Status.ShouldBe(CommandStatus.Rejected);
        rig.Do(new PowerUpdate(1, 3)).Status.ShouldBe(CommandStatus.Rejected);
    }

    /// <summary>§3.13.6: offline the station goes on by the profiles that it has.</summary>
    [Fact]
    public void Without_the_CSMS_the_profiles_hold_and_change_the_power()
    {
        var rig = Booted();
        rig.Charging();
        rig.Status("SetChargingProfile", Set(1, Profile(1, "TxProfile", 16, kind: "Relative", period: "},{\"startPeriod\":60,\"limit\":0},{\"startPeriod\":120,\"limit\":8"))).ShouldBe("Accepted");
        rig.Csms.RefuseWith = "the network is gone";
        rig.Csms.Drop();
        rig.Run(30);
        rig.PowerW().ShouldBe(11_040, 1e-6);
        rig.Run(60);
        rig.Seen.Connector.Status.ShouldBe("SuspendedEVSE");
        rig.Run(60);
        rig.PowerW().ShouldBe(5_520, 1e-6);
    }

    [Fact]
    public void Schedules_go_by_the_clock_that_the_CSMS_sets()
    {
        var rig = Booted();
        rig.Charging();
        var schedule = $"\"startSchedule\":\"{rig.At(3_600)}\",";
        rig.Status("SetChargingProfile", Set(0, Profile(1, "TxDefaultProfile", 8, schedule: schedule))).ShouldBe("Accepted");
        rig.PowerW().ShouldBe(22_080, 1e-6);
        rig.Csms.Script["Heartbeat"] = _ => $$"""{"currentTime":"{{rig.At(3_700)}}"}""";
        rig.Status("TriggerMessage", """{"requestedMessage":"Heartbeat"}""").ShouldBe("Accepted");
        rig.Run(1);
        rig.PowerW().ShouldBe(5_520, 1e-6);
    }

    [Fact]
    public void Profiles_survive_a_reset()
    {
        var rig = Booted();
        rig.Status("SetChargingProfile", Set(0, Profile(1, "TxDefaultProfile", 8))).ShouldBe("Accepted");
        rig.Status("Reset", """{"type":"Hard"}""").ShouldBe("Accepted");
        rig.Run(120);
        rig.Charging();
        rig.PowerW().ShouldBe(5_520, 1e-6);
    }

    [Fact]
    public void A_station_without_profiles_keeps_no_document()
    {
        var rig = Booted();
        rig.Charging();
        rig.Status("SetChargingProfile", Set(0, Profile(1, "TxDefaultProfile", 16))).ShouldBe("Accepted");
        rig.Store.Load(Rig.Key).Documents.ShouldContain(d => d.Name == "profiles");
        rig.Status("ClearChargingProfile", "{}").ShouldBe("Accepted");
        rig.Store.Load(Rig.Key).Documents.ShouldNotContain(d => d.Name == "profiles");
    }
}

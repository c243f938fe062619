using System.Text.Json;
using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.SmartCharging;

public class SmartChargingV201Tests
{
    private static Rig Booted() => SmartRig.Booted(OcppVersion.V201);

    private static string Set(int evse, string profile) => $$"""{"evseId":{{evse}},"chargingProfile":{{profile}} }""";

    private static string Periods(double limit, string more = "") => FormattableString.Invariant($$"""[{"startPeriod":0,"limit":{{limit}}{{more}} }]""");

    /// <summary>A profile that always limits to one value; <paramref name="more"/> and <paramref name="schedule"/> end in a comma.</summary>
    private static string Profile(
        int id, string purpose, double limit, string unit = "A", int level = 0, string more = "", string schedule = "", string kind = "Absolute", string period = "", bool hasStart = true)
        => $$"""
            {"id":{{id}},{{more}}"stackLevel":{{level}},"chargingProfilePurpose":"{{purpose}}","chargingProfileKind":"{{kind}}",
             "chargingSchedule":[{"id":1,{{(hasStart ? "\"startSchedule\":\"2020-01-01T00:00:00Z\"," : "")}}{{schedule}}"chargingRateUnit":"{{unit}}","chargingSchedulePeriod":{{Periods(limit, period)}} }]}
            """;

    private static string ForTx(string transaction, int id, double limit, string unit = "A", int level = 0)
        => Profile(id, "TxProfile", limit, unit, level, more: $"\"transactionId\":\"{transaction}\",");

    private static string? ReasonOf(JsonElement answer)
        => answer.TryGetProperty("statusInfo", out var info) ? info.GetProperty("reasonCode").GetString() : null;

    private static List<string?> Triggers(Rig rig) => [.. rig.Csms.Of("TransactionEvent").Select(e => e.Text("triggerReason"))];

    [Fact]
    [Shows(OcppVersion.V201, "SetChargingProfile")]
    public void K01_the_power_of_a_running_transaction_follows_a_profile()
    {
        var rig = Booted();
        var id = rig.Charging();
        rig.SampledW().ShouldBeLimitedTo(22_080);
        rig.Csms.Calls.Clear();
        rig.Status("SetChargingProfile", Set(1, ForTx(id, 1, 10))).ShouldBe("Accepted");
        Triggers(rig).ShouldBe(["ChargingRateChanged"]);
        rig.SampledW().ShouldBeLimitedTo(6_900);
        rig.Status("SetChargingProfile", Set(1, ForTx(id, 2, 5_000, "W", 1))).ShouldBe("Accepted");
        rig.SampledW().ShouldBeLimitedTo(5_000);
        rig.Csms.Calls.Clear();
        rig.Status("SetChargingProfile", Set(1, ForTx(id, 3, 0, "W", 2))).ShouldBe("Accepted");
        var suspended = rig.Csms.Of("TransactionEvent").Single();
        suspended.Text("triggerReason").ShouldBe("ChargingStateChanged");
        suspended.Payload.GetProperty("transactionInfo").GetProperty("chargingState").GetString().ShouldBe("SuspendedEVSE");
        rig.SampledW().ShouldBe(0);
    }

    [Fact]
    [Shows(OcppVersion.V201, "SetChargingProfile")]
    public void K03_K04_default_and_station_profiles_hold_for_transactions_to_come()
    {
        var rig = Booted();
        rig.Status("SetChargingProfile", Set(0, Profile(1, "TxDefaultProfile", 16, kind: "Relative", hasStart: false))).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(2, Profile(2, "TxDefaultProfile", 8, level: 1))).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(0, Profile(3, "ChargingStationMaxProfile", 9_000, "W"))).ShouldBe("Accepted");
        rig.Charging(1);
        rig.PowerW(1).ShouldBe(9_000, 1e-6);
        rig.Charging(2);
        rig.PowerW(1).ShouldBe(4_500, 1e-6);
        rig.PowerW(2).ShouldBe(4_500, 1e-6);
        rig.Status("ClearChargingProfile", """{"chargingProfileId":3}""").ShouldBe("Accepted");
        rig.PowerW(1).ShouldBe(11_040, 1e-6);
        rig.PowerW(2).ShouldBe(5_520, 1e-6);
    }

    public static TheoryData<string, int, string, string> BadProfiles => new()
    {
        { "K01_FR_28", 3, Profile(1, "TxDefaultProfile", 8), "UnknownEvse" },
        { "", -1, Profile(1, "TxDefaultProfile", 8), "UnknownEvse" },
        { "K01_FR_22", 0, Profile(1, "ChargingStationExternalConstraints", 8), "InvalidProfile" },
        { "K01_FR_16", 0, ForTx("x", 1, 8), "InvalidProfile" },
        { "K01_FR_03", 1, Profile(1, "TxProfile", 8), "MissingParam" },
        { "K01_FR_33", 1, ForTx("not-this-one", 1, 8), "TxNotFound" },
        { "K01_FR_09", 2, ForTx("none-there", 1, 8), "TxNotFound" },
        { "K04_FR_03", 1, Profile(1, "ChargingStationMaxProfile", 8), "InvalidProfile" },
        { "K01_FR_38", 0, Profile(1, "ChargingStationMaxProfile", 8, kind: "Relative", hasStart: false), "InvalidProfile" },
        { "K01_FR_40", 0, Profile(1, "TxDefaultProfile", 8, hasStart: false), "InvalidSchedule" },
        { "K01_FR_40", 0, Profile(1, "TxDefaultProfile", 8, kind: "Recurring", more: "\"recurrencyKind\":\"Daily\",", hasStart: false), "InvalidSchedule" },
        { "K01_FR_41", 0, Profile(1, "TxDefaultProfile", 8, kind: "Relative"), "InvalidSchedule" },
        { "", 0, Profile(1, "TxDefaultProfile", 8, kind: "Recurring"), "InvalidProfile" },
        { "", 0, Profile(1, "TxDefaultProfile", 8, more: "\"transactionId\":\"x\","), "InvalidProfile" },
        { "", 0, Profile(1, "TxDefaultProfile", 8, level: 100), "InvalidStackLevel" },
        { "", 0, Profile(1, "TxDefaultProfile", 8, level: -1), "InvalidStackLevel" },
        { "", 0, Profile(1, "TxDefaultProfile", 8, more: "\"validFrom\":\"2026-01-02T00:00:00Z\",\"validTo\":\"2026-01-02T00:00:00Z\","), "InvalidProfile" },
        { "", 0, Profile(1, "TxDefaultProfile", -1), "InvalidSchedule" },
        { "", 0, Profile(1, "TxDefaultProfile", 8).Replace("\"limit\":8", "\"limit\":79228162514264337593543950335"), "InvalidSchedule" },
        { "", 0, Profile(1, "TxDefaultProfile", 8, schedule: "\"duration\":0,"), "InvalidSchedule" },
        { "K01_FR_31", 0, Profile(1, "TxDefaultProfile", 8).Replace("\"startPeriod\":0", "\"startPeriod\":5"), "InvalidSchedule" },
        { "K01_FR_35", 0, Profile(1, "TxDefaultProfile", 8, period: "},{\"startPeriod\":9,\"limit\":6},{\"startPeriod\":9,\"limit\":6"), "InvalidSchedule" },
        { "K01_FR_19", 0, Profile(1, "TxDefaultProfile", 8, period: ",\"numberPhases\":3,\"phaseToUse\":1"), "InvalidSchedule" },
        { "K01_FR_19", 0, Profile(1, "TxDefaultProfile", 8, period: ",\"phaseToUse\":1"), "InvalidSchedule" },
        { "", 0, Profile(1, "TxDefaultProfile", 8, period: ",\"numberPhases\":1,\"phaseToUse\":4"), "InvalidSchedule" },
        { "", 0, Profile(1, "TxDefaultProfile", 8, period: ",\"numberPhases\":0"), "InvalidSchedule" },
        { "", 0, Profile(1, "TxDefaultProfile", 8, period: string.Concat(Enumerable.Range(1, 1_000).Select(i => $"}},{{\"startPeriod\":{i},\"limit\":6"))), "TooManyElements" },
    };

    [Theory]
    [MemberData(nameof(BadProfiles))]
    public void A_profile_that_the_station_cannot_follow_is_rejected_with_its_reason(string requirement, int evse, string profile, string reason)
    {
        var rig = Booted();
        rig.Charging();
        var answer = rig.Answer("SetChargingProfile", Set(evse, profile));
        answer.GetProperty("status").GetString().ShouldBe("Rejected", requirement);
        ReasonOf(answer).ShouldBe(reason);
        rig.PowerW().ShouldBe(22_080, 1e-6);
        rig.Status("GetChargingProfiles", """{"requestId":1,"chargingProfile":{}}""").ShouldBe("NoProfiles");
    }

    [Fact]
    public void K01_FR_05_the_same_id_is_replaced_wherever_it_is()
    {
        var rig = Booted();
        rig.Status("SetChargingProfile", Set(0, Profile(1, "TxDefaultProfile", 8))).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(1, Profile(1, "TxDefaultProfile", 10, level: 4))).ShouldBe("Accepted");
        rig.Charging(2);
        rig.PowerW(2).ShouldBe(22_080, 1e-6);
        rig.Do(new PowerUpdate(1_000));
        ReasonOf(rig.Answer("SetChargingProfile", Set(1, Profile(-1, "TxDefaultProfile", 10)))).ShouldBe("InvalidProfile", "it is the id of an external constraint");
    }

    [Theory]
    [InlineData(0, "", 0, "", "DuplicateProfile")] // K01.FR.06
    [InlineData(1, "", 1, "", "DuplicateProfile")]
    [InlineData(1, "", 2, "", null)]
    [InlineData(1, "", 0, "", "DuplicateProfile")] // K01.FR.52
    [InlineData(0, "", 1, "", "DuplicateProfile")] // K01.FR.53
    [InlineData(0, "\"validTo\":\"2027-01-01T00:00:00Z\",", 0, "\"validFrom\":\"2027-01-01T00:00:00Z\",", null)]
    [InlineData(0, "\"validTo\":\"2027-01-01T00:00:01Z\",", 0, "\"validFrom\":\"2027-01-01T00:00:00Z\",", "DuplicateProfile")]
    [InlineData(0, "\"validFrom\":\"2027-01-01T00:00:00Z\",", 0, "\"validTo\":\"2027-01-01T00:00:00Z\",", null)]
    public void K01_FR_06_two_profiles_of_one_level_may_not_overlap(int first, string firstValid, int second, string secondValid, string? reason)
    {
        var rig = Booted();
        rig.Status("SetChargingProfile", Set(first, Profile(1, "TxDefaultProfile", 8, more: firstValid))).ShouldBe("Accepted");
        ReasonOf(rig.Answer("SetChargingProfile", Set(second, Profile(2, "TxDefaultProfile", 9, more: secondValid)))).ShouldBe(reason);
    }

    [Fact]
    public void K01_FR_39_two_profiles_of_a_transaction_differ_in_their_level()
    {
        var rig = Booted();
        var id = rig.Charging();
        rig.Status("SetChargingProfile", Set(1, ForTx(id, 1, 8))).ShouldBe("Accepted");
        ReasonOf(rig.Answer("SetChargingProfile", Set(1, ForTx(id, 2, 8)))).ShouldBe("DuplicateProfile");
        rig.Status("SetChargingProfile", Set(1, ForTx(id, 2, 8, level: 1))).ShouldBe("Accepted");
    }

    [Fact]
    public void K02_FR_05_a_profile_of_a_transaction_goes_with_it()
    {
        var rig = Booted();
        rig.Status("SetChargingProfile", Set(1, ForTx(rig.Charging(), 1, 8))).ShouldBe("Accepted");
        rig.Do(new StopSession(1), 10);
        rig.Status("GetChargingProfiles", """{"requestId":1,"chargingProfile":{}}""").ShouldBe("NoProfiles");
    }

    [Fact]
    [Shows(OcppVersion.V201, "RequestStartTransaction")]
    public void K05_a_profile_that_comes_with_a_start_request_is_that_transactions()
    {
        var rig = Booted();
        string Start(string profile) => $$"""{"remoteStartId":1,"evseId":1,"idToken":{"idToken":"A","type":"Central"},"chargingProfile":{{profile}} }""";
        var refused = rig.Answer("RequestStartTransaction", Start(Profile(1, "TxDefaultProfile", 8))); // K05.FR.02
        (refused.GetProperty("status").GetString(), ReasonOf(refused)).ShouldBe(("Rejected", "InvalidProfile"));
        ReasonOf(rig.Answer("RequestStartTransaction", Start(Profile(1, "TxProfile", 8, hasStart: false)))).ShouldBe("InvalidSchedule");
        rig.Seen.Connector.Status.ShouldBe("Available");
        rig.Status("RequestStartTransaction", Start(Profile(1, "TxProfile", 8, kind: "Relative", hasStart: false))).ShouldBe("Accepted");
        rig.Run(2);
        rig.SampledW().ShouldBeLimitedTo(5_520);
    }

    [Fact]
    public void K05_the_profile_holds_also_where_the_transaction_began_with_the_cable()
    {
        var rig = Booted();
        Configure(rig, "TxStartPoint", "EVConnected", "TxCtrlr");
        rig.Do(new PlugConnector(1, SmartRig.ThreePhase), 1);
        rig.Seen.Connector.TransactionId.ShouldNotBeNull();
        var profile = Profile(1, "TxProfile", 8, kind: "Relative", hasStart: false);
        rig.Status("RequestStartTransaction", $$"""{"remoteStartId":1,"evseId":1,"idToken":{"idToken":"A","type":"Central"},"chargingProfile":{{profile}} }""").ShouldBe("Accepted");
        rig.Run(2);
        rig.SampledW().ShouldBeLimitedTo(5_520);
    }

    [Fact]
    [Shows(OcppVersion.V201, "GetCompositeSchedule")]
    public void K08_the_composite_schedule_tells_the_merged_limits()
    {
        var rig = Booted();
        rig.Charging();
        var profile = $$"""
            {"id":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Absolute",
             "chargingSchedule":[{"id":1,"startSchedule":"{{rig.At(0)}}","duration":300,"chargingRateUnit":"A","chargingSchedulePeriod":[
               {"startPeriod":0,"limit":8},{"startPeriod":60,"limit":20},{"startPeriod":180,"limit":6,"numberPhases":1,"phaseToUse":2}]}]}
            """;
        rig.Status("SetChargingProfile", Set(0, profile)).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(0, Profile(2, "ChargingStationMaxProfile", 16))).ShouldBe("Accepted");
        var schedule = rig.Answer("GetCompositeSchedule", """{"evseId":1,"duration":400,"chargingRateUnit":"A"}""").GetProperty("schedule");
        schedule.GetProperty("duration").GetInt32().ShouldBe(400);
        schedule.GetProperty("evseId").GetInt32().ShouldBe(1);
        schedule.GetProperty("chargingSchedulePeriod").EnumerateArray().Select(p => (
            p.GetProperty("startPeriod").GetInt32(),
            p.GetProperty("limit").GetDouble(),
            p.GetProperty("numberPhases").GetInt32(),
            p.TryGetProperty("phaseToUse", out var which) ? which.GetInt32() : 0)).ShouldBe([(0, 8, 3, 0), (60, 16, 3, 0), (180, 6, 1, 2), (300, 16, 3, 0)]);
        rig.Run(200);
        rig.PowerW().ShouldBe(1_380, 1e-6);
    }

    [Theory]
    [InlineData("""{"evseId":3,"duration":10}""", "UnknownEvse")] // K08.FR.05
    [InlineData("""{"evseId":-1,"duration":10}""", "UnknownEvse")]
    [InlineData("""{"evseId":1,"duration":0}""", "ValuePositiveOnly")]
    [InlineData("""{"evseId":0,"duration":-1}""", "ValuePositiveOnly")]
    public void K08_a_schedule_that_cannot_be_told_is_rejected(string request, string reason)
    {
        var answer = Booted().Answer("GetCompositeSchedule", request);
        answer.GetProperty("status").GetString().ShouldBe("Rejected");
        ReasonOf(answer).ShouldBe(reason);
    }

    [Theory]
    [InlineData("{}", new[] { 0, 0, 1, 1 }, new[] { "CSO", "CSO", "CSO", "EMS" }, 5)]
    [InlineData("""{"chargingProfilePurpose":"TxDefaultProfile"}""", new[] { 0, 1 }, new[] { "CSO", "CSO" }, 3)]
    [InlineData("""{"chargingProfileId":[2,3,99]}""", new[] { 0, 1 }, new[] { "CSO", "CSO" }, 2)]
    [InlineData("""{"chargingLimitSource":["EMS","SO"]}""", new[] { 1 }, new[] { "EMS" }, 1)]
    [InlineData("""{"stackLevel":4}""", new[] { 1 }, new[] { "CSO" }, 1)]
    [Shows(OcppVersion.V201, "GetChargingProfiles")]
    [Shows(OcppVersion.V201, "ReportChargingProfiles")]
    public void K09_the_profiles_are_reported_page_by_page(string criteria, int[] evses, string[] sources, int count)
    {
        var rig = Booted();
        var many = string.Concat(Enumerable.Range(1, 499).Select(i => $"}},{{\"startPeriod\":{i},\"limit\":6"));
        rig.Status("SetChargingProfile", Set(0, Profile(1, "ChargingStationMaxProfile", 16, period: many))).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(0, Profile(2, "TxDefaultProfile", 12))).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(1, Profile(3, "TxDefaultProfile", 8.5, level: 4, more: "\"validTo\":\"2030-01-01T00:00:00Z\","))).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(1, Profile(4, "TxDefaultProfile", 8, level: 5, kind: "Recurring", more: "\"recurrencyKind\":\"Weekly\","))).ShouldBe("Accepted");
        rig.Do(new PowerUpdate(7_000));
        rig.Status("GetChargingProfiles", $$"""{"requestId":77,"chargingProfile":{{criteria}} }""").ShouldBe("Accepted");
        rig.Run(1);
        var reports = rig.Csms.Of("ReportChargingProfiles").ToList();
        reports.ShouldAllBe(r => r.Int("requestId") == 77);
        reports.Select(r => r.Int("evseId")).ShouldBe(evses);
        reports.Select(r => r.Text("chargingLimitSource")).ShouldBe(sources);
        reports.Select(r => r.Text("tbc") == "True").ShouldBe([.. Enumerable.Repeat(true, reports.Count - 1), false]);
        var profiles = reports.SelectMany(r => r.Payload.GetProperty("chargingProfile").EnumerateArray()).ToList();
        profiles.Count.ShouldBe(count);
        if (profiles.Find(p => p.GetProperty("id").GetInt32() == 3) is { ValueKind: JsonValueKind.Object } third)
        {
            third.GetProperty("validTo").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
            third.GetProperty("chargingSchedule")[0].GetProperty("chargingSchedulePeriod")[0].GetProperty("limit").GetDouble().ShouldBe(8.5);
        }
    }

    [Theory]
    [InlineData("""{"requestId":1,"chargingProfile":{}}""")]
    [InlineData("""{"requestId":1,"evseId":9,"chargingProfile":{}}""")]
    public void K09_without_profiles_nothing_is_reported(string request)
    {
        var rig = Booted();
        rig.Status("GetChargingProfiles", request).ShouldBe("NoProfiles");
        rig.Run(1);
        rig.Csms.Of("ReportChargingProfiles").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"chargingProfileId":1}""", 1)]
    [InlineData("""{"chargingProfileId":9}""", 0)]
    [InlineData("""{"chargingProfileCriteria":{}}""", 3)]
    [InlineData("""{"chargingProfileCriteria":{"evseId":0}}""", 2)]
    [InlineData("""{"chargingProfileCriteria":{"evseId":1,"stackLevel":0}}""", 0)]
    [InlineData("""{"chargingProfileCriteria":{"chargingProfilePurpose":"TxDefaultProfile"}}""", 2)]
    [InlineData("""{"chargingProfileCriteria":{"chargingProfilePurpose":"ChargingStationExternalConstraints"}}""", 0)] // K10.FR.06
    [InlineData("{}", 0)]
    [Shows(OcppVersion.V201, "ClearChargingProfile")]
    public void K10_what_meets_the_criteria_is_cleared(string request, int cleared)
    {
        var rig = Booted();
        rig.Status("SetChargingProfile", Set(0, Profile(1, "ChargingStationMaxProfile", 16))).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(0, Profile(2, "TxDefaultProfile", 12))).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(1, Profile(3, "TxDefaultProfile", 8, level: 4))).ShouldBe("Accepted");
        rig.Do(new PowerUpdate(7_000));
        rig.Status("ClearChargingProfile", request).ShouldBe(cleared > 0 ? "Accepted" : "Unknown");
        Enumerable.Range(1, 3).Count(id => rig.Status("ClearChargingProfile", $$"""{"chargingProfileId":{{id}} }""") == "Unknown").ShouldBe(cleared);
        rig.Charging();
        rig.SampledW().ShouldBeLimitedTo(7_000);
    }

    [Fact]
    [Shows(OcppVersion.V201, "NotifyChargingLimit")]
    [Shows(OcppVersion.V201, "ClearedChargingLimit")]
    public void K11_K13_a_limit_from_outside_is_told_holds_and_is_lifted()
    {
        var rig = Booted();
        var id = rig.Charging();
        rig.Csms.Calls.Clear();
        rig.Do(new PowerUpdate(8_000)).TransactionId.ShouldBe(id);
        var told = rig.Csms.Of("NotifyChargingLimit").Single();
        told.Int("evseId").ShouldBe(1);
        told.Payload.GetProperty("chargingLimit").GetProperty("chargingLimitSource").GetString().ShouldBe("EMS");
        told.Payload.TryGetProperty("chargingSchedule", out _).ShouldBeFalse();
        Triggers(rig).ShouldBe(["ChargingRateChanged"]);
        rig.SampledW().ShouldBeLimitedTo(8_000);

        rig.Csms.Calls.Clear();
        rig.Do(new PowerUpdate(8_040), 1);
        rig.Csms.Of("NotifyChargingLimit").ShouldBeEmpty("less than LimitChangeSignificance");
        rig.KillAndRestart();
        rig.Run(20);
        rig.SampledW().ShouldBeLimitedTo(8_040);
        rig.Csms.Calls.Clear();
        rig.Do(new PowerUpdate(50_000));
        rig.Csms.Of("ClearedChargingLimit").Single().Int("evseId").ShouldBe(1);
        rig.SampledW().ShouldBeLimitedTo(22_080);
        rig.Do(new PowerUpdate(50_000), 1);
        rig.Csms.Of("ClearedChargingLimit").ShouldBeEmpty("there was none");
    }

    [Fact]
    public void K12_the_schedule_of_a_limit_is_told_where_that_is_configured_and_none_is_obeyed_where_it_is_not()
    {
        var rig = Booted();
        Configure(rig, "NotifyChargingLimitWithSchedules", "true");
        rig.Do(new PowerUpdate(8_000), 1);
        rig.Csms.Of("NotifyChargingLimit").Single().Payload.GetProperty("chargingSchedule")[0].GetProperty("chargingSchedulePeriod")[0].GetProperty("limit").GetDouble().ShouldBe(8_000);
        Configure(rig, "ExternalControlSignalsEnabled", "false");
        rig.Do(new PowerUpdate(7_000)).Status.ShouldBe(CommandStatus.Rejected);
    }

    [Fact]
    public void Without_smart_charging_no_profile_is_taken_and_none_limits()
    {
        var rig = Booted();
        rig.Status("SetChargingProfile", Set(0, Profile(1, "TxDefaultProfile", 8))).ShouldBe("Accepted");
        rig.Charging();
        rig.PowerW().ShouldBe(5_520, 1e-6);
        Configure(rig, "Enabled", "false");
        rig.PowerW().ShouldBe(22_080, 1e-6);
        ReasonOf(rig.Answer("SetChargingProfile", Set(0, Profile(2, "TxDefaultProfile", 8)))).ShouldBe("NotEnabled");
        Configure(rig, "Enabled", "true");
        rig.PowerW().ShouldBe(5_520, 1e-6);
    }

    [Fact]
    public void A_switch_of_phases_is_told_and_shown()
    {
        var rig = Booted();
        var id = rig.Charging();
        rig.Csms.Calls.Clear();
        rig.Status("SetChargingProfile", Set(1, Profile(1, "TxProfile", 32, more: $"\"transactionId\":\"{id}\",", period: ",\"numberPhases\":1,\"phaseToUse\":2"))).ShouldBe("Accepted");
        rig.Csms.Of("TransactionEvent").Single().Int("numberOfPhasesUsed").ShouldBe(1);
        rig.SampledW().ShouldBeLimitedTo(7_360);
        rig.Status("ClearChargingProfile", """{"chargingProfileId":1}""").ShouldBe("Accepted");
        rig.SampledW().ShouldBeLimitedTo(22_080);
    }

    private static void Configure(Rig rig, string variable, string value, string component = "SmartChargingCtrlr") => rig.Answer(
            "SetVariables",
            $$"""{"setVariableData":[{"component":{"name":"{{component}}"},"variable":{"name":"{{variable}}"},"attributeValue":"{{value}}"}]}""")
        .GetProperty("setVariableResult")[0].GetProperty("attributeStatus").GetString().ShouldBe("Accepted");

    [Fact]
    public void Profiles_survive_a_kill_those_of_a_transaction_with_it()
    {
        var rig = Booted();
        var id = rig.Charging();
        rig.Status("SetChargingProfile", Set(0, Profile(1, "TxDefaultProfile", 8))).ShouldBe("Accepted");
        rig.Status("SetChargingProfile", Set(1, ForTx(id, 2, 12))).ShouldBe("Accepted");
        rig.KillAndRestart();
        rig.Run(20);
        rig.SampledW().ShouldBeLimitedTo(12 * 690);
        rig.Status("ClearChargingProfile", """{"chargingProfileId":2}""").ShouldBe("Accepted");
        rig.SampledW().ShouldBeLimitedTo(8 * 690);
    }

    [Fact]
    [Shows(OcppVersion.V201, "NotifyEVChargingNeeds")]
    [Shows(OcppVersion.V201, "NotifyEVChargingSchedule")]
    public void K15_a_car_with_ISO_15118_says_its_needs_chooses_a_schedule_and_says_how_it_charges()
    {
        var rig = Booted();
        rig.Csms.Script["NotifyEVChargingNeeds"] = _ => """{"status":"Accepted"}""";
        rig.Csms.Script["NotifyEVChargingSchedule"] = _ => """{"status":"Accepted"}""";
        var id = rig.Charging(1, SmartRig.ThreePhase with { SupportsIso15118 = true, AcMaxPowerW = 11_040 });
        rig.Run(5);
        var needs = rig.Csms.Of("NotifyEVChargingNeeds").Single();
        needs.Int("evseId").ShouldBe(1);
        needs.Payload.GetProperty("chargingNeeds").GetProperty("requestedEnergyTransfer").GetString().ShouldBe("AC_three_phase");
        needs.Payload.GetProperty("chargingNeeds").GetProperty("acChargingParameters").GetProperty("evMaxCurrent").GetInt32().ShouldBe(16);

        var profile = $$"""
            {"id":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Absolute","transactionId":"{{id}}","chargingSchedule":[
              {"id":11,"startSchedule":"{{rig.At(0)}}","chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":6}]},
              {"id":12,"startSchedule":"{{rig.At(0)}}","chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":10},{"startPeriod":600,"limit":24}]},
              {"id":13,"startSchedule":"{{rig.At(0)}}","chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":12}]}]}
            """;
        rig.Status("SetChargingProfile", Set(1, profile)).ShouldBe("Accepted");
        rig.Run(0);
        var plan = rig.Csms.Of("NotifyEVChargingSchedule").Single();
        rig.SampledW().ShouldBeLimitedTo(6_900);
        plan.Payload.GetProperty("chargingSchedule").GetProperty("id").GetInt32().ShouldBe(12);
        plan.Payload.GetProperty("chargingSchedule").GetProperty("chargingSchedulePeriod").EnumerateArray()
            .Select(p => (p.GetProperty("startPeriod").GetInt32(), p.GetProperty("limit").GetDouble())).ShouldBe([(0, 10), (600, 16)], "it can take 16 A");

        rig.Csms.Calls.Clear();
        rig.Do(new EvStopsEnergy(), 1);
        rig.Do(new EvRequestsEnergy(), 1);
        rig.Csms.Of("NotifyEVChargingNeeds").Count().ShouldBe(1, "K17: it renegotiates");
    }

    [Fact]
    public void K15_on_DC_the_needs_tell_the_battery_and_a_car_without_ISO_15118_says_nothing()
    {
        var rig = SmartRig.Booted(OcppVersion.V201, new ConnectorModel("CCS2", true, 150_000, 400, 0), new ConnectorModel("CCS2", true, 150_000, 400, 0));
        rig.Csms.Script["NotifyEVChargingNeeds"] = _ => """{"status":"Processing"}""";
        rig.Charging(2);
        rig.Csms.Of("NotifyEVChargingNeeds").ShouldBeEmpty();
        rig.Charging(1, SmartRig.ThreePhase with { SupportsIso15118 = true });
        var needs = rig.Csms.Of("NotifyEVChargingNeeds").Single().Payload.GetProperty("chargingNeeds");
        needs.GetProperty("requestedEnergyTransfer").GetString().ShouldBe("DC");
        needs.GetProperty("dcChargingParameters").GetProperty("stateOfCharge").GetInt32().ShouldBe(10);
        needs.GetProperty("dcChargingParameters").GetProperty("evEnergyCapacity").GetInt32().ShouldBe(500_000);
        needs.GetProperty("dcChargingParameters").GetProperty("energyAmount").GetInt32().ShouldBe(450_000);
    }
}

using System.Globalization;
using System.Text.Json;
using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.Monitoring;

/// <summary>Monitors of 2.0.1 from the request to the event: N02 to N07.</summary>
public class MonitoringTests
{
    private const string Power = """ "component":{"name":"EVSE","evse":{"id":1}},"variable":{"name":"Power"} """;
    private const string State = """ "component":{"name":"EVSE","evse":{"id":1}},"variable":{"name":"AvailabilityState"} """;
    private const string Heartbeat = """ "component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"} """;

    private static Rig Quiet()
    {
        var rig = new Rig(OcppVersion.V201).Booted();
        rig.Csms.Calls.Clear();
        return rig;
    }

    private static JsonElement Ask(Rig rig, string action, string payload, double seconds = 0.1)
    {
        var id = rig.Csms.Ask(action, payload);
        rig.Run(seconds);
        return rig.Csms.AnswerTo(id).Payload;
    }

    private static JsonElement Set(Rig rig, string where, string type, string value, int severity = 5, string more = "")
        => Ask(rig, "SetVariableMonitoring", $$"""{"setMonitoringData":[{{{where}},"type":"{{type}}","value":{{value}},"severity":{{severity}}{{more}}}]}""")
            .GetProperty("setMonitoringResult")[0];

    private static string? StatusOf(JsonElement result) => result.GetProperty("status").GetString();

    private static int Accepted(JsonElement result)
    {
        StatusOf(result).ShouldBe("Accepted");
        return result.GetProperty("id").GetInt32();
    }

    private static List<JsonElement> Events(Rig rig) => [.. rig.Csms.Of("NotifyEvent").SelectMany(static c => c.Payload.GetProperty("eventData").EnumerateArray())];

    private static List<string?> Values(Rig rig) => [.. Events(rig).Select(static e => e.GetProperty("actualValue").GetString())];

    private static List<JsonElement> Report(Rig rig, string more = "", string status = "Accepted")
    {
        rig.Csms.Calls.Clear();
        StatusOf(Ask(rig, "GetMonitoringReport", $$"""{"requestId":9{{more}}}""")).ShouldBe(status);
        var parts = rig.Csms.Of("NotifyMonitoringReport").ToList();
        parts.Select(static p => p.Int("seqNo")).ShouldBe(Enumerable.Range(0, parts.Count));
        parts.ShouldAllBe(static p => p.Int("requestId") == 9);
        return [.. parts.SelectMany(static p => p.Payload.GetProperty("monitor").EnumerateArray())];
    }

    private static List<int> IdsOf(List<JsonElement> report)
        => [.. report.SelectMany(static m => m.GetProperty("variableMonitoring").EnumerateArray()).Select(static m => m.GetProperty("id").GetInt32()).Order()];

    [Theory]
    [Shows(OcppVersion.V201, "SetVariableMonitoring")]
    [InlineData(Power, "UpperThreshold", "5000", 5, "Accepted", null)]
    [InlineData(Power, "LowerThreshold", "0", 0, "Accepted", null)]
    [InlineData(Power, "UpperThreshold", "22080", 9, "Accepted", null)]
    [InlineData(Power, "UpperThreshold", "22081", 5, "Rejected", "ValueOutOfRange")]
    [InlineData(Power, "Delta", "0", 5, "Accepted", null)]
    [InlineData(Power, "Delta", "-1", 5, "Rejected", "ValuePositiveOnly")]
    [InlineData(Power, "Periodic", "1", 5, "Accepted", null)]
    [InlineData(Power, "Periodic", "0", 5, "Rejected", "ValueOutOfRange")]
    [InlineData(Power, "Periodic", "86401", 5, "Rejected", "ValueOutOfRange")]
    [InlineData(Power, "PeriodicClockAligned", "900", 5, "Accepted", null)]
    [InlineData(Power, "Delta", "1", 10, "Rejected", "ValueOutOfRange")]
    [InlineData(Power, "Delta", "1", -1, "Rejected", "ValueOutOfRange")]
    [InlineData(State, "Delta", "1", 5, "Accepted", null)]
    [InlineData(State, "UpperThreshold", "1", 5, "UnsupportedMonitorType", null)]
    [InlineData(Heartbeat, "LowerThreshold", "0", 5, "Rejected", "ValueOutOfRange")]
    [InlineData(""" "component":{"name":"ChargingStation"},"variable":{"name":"VendorName"} """, "Delta", "1", 5, "UnsupportedMonitorType", null)]
    [InlineData(""" "component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"} """, "Delta", "1", 5, "UnsupportedMonitorType", null)]
    [InlineData(""" "component":{"name":"Nothing"},"variable":{"name":"Power"} """, "Delta", "1", 5, "UnknownComponent", null)]
    [InlineData(""" "component":{"name":"EVSE","evse":{"id":9}},"variable":{"name":"Power"} """, "Delta", "1", 5, "UnknownComponent", null)]
    [InlineData(""" "component":{"name":"EVSE","evse":{"id":1}},"variable":{"name":"Nothing"} """, "Delta", "1", 5, "UnknownVariable", null)]
    public void N04_SetVariableMonitoring_takes_what_the_variable_can_be_watched_for(string where, string type, string value, int severity, string status, string? reason)
    {
        var result = Set(Quiet(), where, type, value, severity);
        StatusOf(result).ShouldBe(status);
        result.GetProperty("type").GetString().ShouldBe(type);
        result.GetProperty("severity").GetInt32().ShouldBe(severity);
        result.TryGetProperty("id", out _).ShouldBe(status == "Accepted");
        (result.TryGetProperty("statusInfo", out var info) ? info.GetProperty("reasonCode").GetString() : null).ShouldBe(reason);
    }

    [Fact]
    public void N04_a_monitor_is_replaced_by_its_id_and_a_second_alike_is_a_duplicate()
    {
        var rig = Quiet();
        var id = Accepted(Set(rig, Power, "UpperThreshold", "5000"));
        StatusOf(Set(rig, Power, "UpperThreshold", "6000")).ShouldBe("Duplicate");
        Accepted(Set(rig, Power, "UpperThreshold", "6000", severity: 4)).ShouldNotBe(id);
        Accepted(Set(rig, Power, "UpperThreshold", "7000", more: $",\"id\":{id}")).ShouldBe(id);
        StatusOf(Set(rig, Power, "UpperThreshold", "7000", severity: 2, more: ",\"id\":4711")).ShouldBe("Rejected");
        StatusOf(Set(rig, State, "Delta", "1", more: $",\"id\":{id}")).ShouldBe("Rejected");
        StatusOf(Set(rig, Power, "UpperThreshold", "1", severity: 1, more: ",\"id\":11")).ShouldBe("Rejected");
    }

    [Fact]
    public void N04_no_more_monitors_than_promised_are_taken()
    {
        var rig = Quiet();
        var items = string.Join(',', Enumerable.Range(0, 101).Select(static n => $$"""{{{Power}},"type":"Periodic","value":{{n + 1}},"severity":{{n % 10}}}"""));
        var results = Ask(rig, "SetVariableMonitoring", $$"""{"setMonitoringData":[{{items}}]}""").GetProperty("setMonitoringResult").EnumerateArray().ToList();
        results.Count.ShouldBe(101);
        results.Count(static r => StatusOf(r) == "Accepted").ShouldBe(10);
        results.Count(static r => StatusOf(r) == "Duplicate").ShouldBe(90);
        results[100].GetProperty("statusInfo").GetProperty("reasonCode").GetString().ShouldBe("TooManyElements");
    }

    [Fact]
    [Shows(OcppVersion.V201, "NotifyEvent")]
    public void N07_a_threshold_speaks_when_it_is_crossed_and_when_it_no_longer_is()
    {
        var rig = Quiet();
        var id = Accepted(Set(rig, Power, "UpperThreshold", "3000", severity: 3));
        rig.Do(new StartSession("TAG"), 10);
        var crossed = Events(rig).Single();
        crossed.GetProperty("trigger").GetString().ShouldBe("Alerting");
        crossed.GetProperty("variableMonitoringId").GetInt32().ShouldBe(id);
        crossed.GetProperty("eventNotificationType").GetString().ShouldBe("CustomMonitor");
        crossed.TryGetProperty("cleared", out _).ShouldBeFalse();
        decimal.Parse(crossed.GetProperty("actualValue").GetString()!, CultureInfo.InvariantCulture).ShouldBeGreaterThan(3000);
        crossed.GetProperty("transactionId").GetString().ShouldBe(rig.Seen.Connector.TransactionId);

        rig.Do(new StopSession(), 10);
        var cleared = Events(rig)[^1];
        cleared.GetProperty("cleared").GetBoolean().ShouldBeTrue();
        cleared.GetProperty("actualValue").GetString().ShouldBe("0");
        cleared.GetProperty("eventId").GetInt32().ShouldBeGreaterThan(crossed.GetProperty("eventId").GetInt32());
        Events(rig).Count.ShouldBe(2);
    }

    [Fact]
    public void N07_a_threshold_that_is_crossed_already_speaks_at_once()
    {
        var rig = Quiet();
        Accepted(Set(rig, Heartbeat, "LowerThreshold", "1000"));
        rig.Run(1);
        Values(rig).ShouldBe(["300"]);
    }

    [Fact]
    public void N07_what_changes_by_itself_is_watched_too()
    {
        var rig = Quiet();
        Accepted(Set(rig, """ "component":{"name":"ConnectedEV","evse":{"id":2}},"variable":{"name":"StateOfCharge"} """, "UpperThreshold", "50"));
        rig.Do(new StartSession("TAG", 2, SocPercent: 40), 1);
        Events(rig).ShouldBeEmpty();
        rig.Run(3600);
        decimal.Parse(Values(rig).Single()!, CultureInfo.InvariantCulture).ShouldBeInRange(50, 51);
    }

    [Fact]
    public void N07_a_delta_speaks_of_every_change_that_is_large_enough()
    {
        var rig = Quiet();
        Accepted(Set(rig, State, "Delta", "1"));
        Accepted(Set(rig, Heartbeat, "Delta", "100"));
        rig.Do(new PlugConnector(), 5);
        Ask(rig, "SetVariables", $$"""{"setVariableData":[{"attributeValue":"350",{{Heartbeat}}}]}""");
        Ask(rig, "SetVariables", $$"""{"setVariableData":[{"attributeValue":"420",{{Heartbeat}}}]}""");
        rig.Do(new UnplugConnector(), 5);
        Values(rig).ShouldBe(["Occupied", "420", "Available"]);
        Events(rig).ShouldAllBe(static e => e.GetProperty("trigger").GetString() == "Delta");
    }

    [Fact]
    public void N07_a_periodic_monitor_speaks_at_its_period_and_an_aligned_one_at_the_clock()
    {
        var rig = Quiet();
        Accepted(Set(rig, Heartbeat, "Periodic", "60"));
        rig.Run(301);
        Values(rig).Count.ShouldBe(5);
        rig.Csms.Calls.Clear();

        Accepted(Set(rig, Heartbeat, "PeriodicClockAligned", "900", severity: 6));
        rig.Run(3600);
        var aligned = Events(rig).Where(static e => e.GetProperty("variableMonitoringId").GetInt32() == 1001).ToList();
        aligned.Count.ShouldBe(4);
        aligned.Select(static e => e.GetProperty("timestamp").GetDateTimeOffset()).ShouldAllBe(static t => t.Minute % 15 == 0 && t.Second == 0);
        Events(rig).ShouldAllBe(static e => e.GetProperty("trigger").GetString() == "Periodic");
    }

    [Fact]
    public void N07_a_monitor_for_transactions_is_silent_between_them()
    {
        var rig = Quiet();
        Accepted(Set(rig, Power, "Periodic", "10", more: ",\"transaction\":true"));
        rig.Run(100);
        Events(rig).ShouldBeEmpty();
        rig.Do(new StartSession("TAG"), 95);
        Events(rig).Count.ShouldBeInRange(8, 10);
        rig.Do(new StopSession(), 5);
        rig.Csms.Calls.Clear();
        rig.Run(100);
        Events(rig).ShouldBeEmpty();
    }

    [Fact]
    [Shows(OcppVersion.V201, "SetMonitoringLevel")]
    public void N05_only_events_that_are_grave_enough_are_told()
    {
        var rig = Quiet();
        Accepted(Set(rig, Heartbeat, "Periodic", "10", severity: 5));
        StatusOf(Ask(rig, "SetMonitoringLevel", """{"severity":4}""")).ShouldBe("Accepted");
        rig.Run(60);
        Events(rig).ShouldBeEmpty();
        StatusOf(Ask(rig, "SetMonitoringLevel", """{"severity":10}""")).ShouldBe("Rejected");
        StatusOf(Ask(rig, "SetMonitoringLevel", """{"severity":-1}""")).ShouldBe("Rejected");
        StatusOf(Ask(rig, "SetMonitoringLevel", """{"severity":5}""")).ShouldBe("Accepted");
        rig.Run(60);
        Events(rig).Count.ShouldBe(6);
    }

    [Fact]
    [Shows(OcppVersion.V201, "ClearVariableMonitoring")]
    public void N06_a_cleared_monitor_speaks_no_more_and_a_wired_one_stays()
    {
        var rig = Quiet();
        var id = Accepted(Set(rig, Heartbeat, "Periodic", "10"));
        var results = Ask(rig, "ClearVariableMonitoring", $$"""{"id":[{{id}},{{id}},11,1]}""").GetProperty("clearMonitoringResult").EnumerateArray();
        results.Select(StatusOf).ShouldBe(["Accepted", "NotFound", "Rejected", "Accepted"]);
        rig.Run(60);
        Events(rig).ShouldBeEmpty();
        IdsOf(Report(rig)).ShouldBe([11, 12]);
    }

    [Fact]
    [Shows(OcppVersion.V201, "GetMonitoringReport")]
    [Shows(OcppVersion.V201, "NotifyMonitoringReport")]
    public void N02_the_report_tells_the_monitors_chosen()
    {
        var rig = Quiet();
        var upper = Accepted(Set(rig, Power, "UpperThreshold", "5000", severity: 3, more: ",\"transaction\":true"));
        var periodic = Accepted(Set(rig, Power, "Periodic", "3600"));
        var all = Report(rig);
        IdsOf(all).ShouldBe([1, 11, 12, upper, periodic]);
        all.Count.ShouldBe(3, "monitors of one variable come together");
        var told = all.SelectMany(static m => m.GetProperty("variableMonitoring").EnumerateArray()).Single(m => m.GetProperty("id").GetInt32() == upper);
        told.GetProperty("transaction").GetBoolean().ShouldBeTrue();
        told.GetProperty("value").GetDecimal().ShouldBe(5000);
        told.GetProperty("type").GetString().ShouldBe("UpperThreshold");
        told.GetProperty("severity").GetInt32().ShouldBe(3);

        IdsOf(Report(rig, ",\"monitoringCriteria\":[\"ThresholdMonitoring\"]")).ShouldBe([1, 11, 12, upper]);
        IdsOf(Report(rig, ",\"monitoringCriteria\":[\"DeltaMonitoring\",\"PeriodicMonitoring\"]")).ShouldBe([periodic]);
        IdsOf(Report(rig, ",\"componentVariable\":[{\"component\":{\"name\":\"EVSE\"}}]")).ShouldBe([11, 12, upper, periodic]);
        Report(rig, ",\"componentVariable\":[{\"component\":{\"name\":\"TxCtrlr\"}}]", "EmptyResultSet").ShouldBeEmpty();
    }

    [Fact]
    public void N02_a_long_report_comes_in_parts()
    {
        var rig = Quiet();
        var items = string.Join(',', Charger.Configuration.StandardSettings.All.Where(static s => s is { Variable: { ComponentInstance: null }, IsConstant: false } && s.Name != "SecurityCtrlr.BasicAuthPassword").Take(60)
            .Select(static s => $$"""{"component":{"name":"{{s.Variable!.Component}}"},"variable":{"name":"{{s.Variable.Variable}}"{{(s.Variable.Instance is null ? "" : $",\"instance\":\"{s.Variable.Instance}\"")}}},"type":"Delta","value":1,"severity":8}"""));
        var accepted = Ask(rig, "SetVariableMonitoring", $$"""{"setMonitoringData":[{{items}}]}""").GetProperty("setMonitoringResult").EnumerateArray().Count(static r => StatusOf(r) == "Accepted");
        accepted.ShouldBeGreaterThan(40);
        Report(rig).Count.ShouldBe(accepted + 3);
        rig.Csms.Of("NotifyMonitoringReport").Count().ShouldBe((accepted + 3 + 24) / 25);
    }

    [Theory]
    [Shows(OcppVersion.V201, "SetMonitoringBase")]
    [InlineData("All", "1,11,12,1000")]
    [InlineData("FactoryDefault", "1,11,12")]
    [InlineData("HardWiredOnly", "11,12")]
    public void N03_the_base_chooses_which_monitors_there_are(string chosen, string ids)
    {
        var rig = Quiet();
        Accepted(Set(rig, Heartbeat, "Periodic", "10"));
        StatusOf(Ask(rig, "SetMonitoringBase", $$"""{"monitoringBase":"{{chosen}}"}""")).ShouldBe("Accepted");
        string.Join(',', IdsOf(Report(rig))).ShouldBe(ids);
        rig.Csms.Calls.Clear();
        rig.Run(60);
        Events(rig).Count.ShouldBe(chosen == "All" ? 6 : 0);
        var told = Ask(rig, "GetVariables", """{"getVariableData":[{"component":{"name":"MonitoringCtrlr"},"variable":{"name":"ActiveMonitoringBase"}}]}""");
        told.GetProperty("getVariableResult")[0].GetProperty("attributeValue").GetString().ShouldBe(chosen);
    }

    [Fact]
    public void N07_without_a_connection_grave_events_wait_and_others_are_lost()
    {
        var rig = Quiet();
        Ask(rig, "SetVariables", """{"setVariableData":[{"attributeValue":"4","component":{"name":"MonitoringCtrlr"},"variable":{"name":"OfflineQueuingSeverity"}}]}""");
        var grave = Accepted(Set(rig, State, "Delta", "1", severity: 4));
        Accepted(Set(rig, State, "Delta", "1", severity: 5));
        rig.Csms.RefuseWith = "gone";
        rig.Csms.Drop();
        rig.Do(new PlugConnector(), 5);
        rig.KillAndRestart();
        rig.Run(5);
        rig.Csms.Calls.Clear();
        rig.Csms.RefuseWith = null;
        rig.Run(600);
        Events(rig).Select(static e => e.GetProperty("variableMonitoringId").GetInt32()).Distinct().ShouldBe([grave]);
        Values(rig)[0].ShouldBe("Occupied");
    }

    [Fact]
    public void Monitors_level_and_base_survive_a_kill()
    {
        var rig = Quiet();
        var id = Accepted(Set(rig, Heartbeat, "Periodic", "10", severity: 3, more: ",\"transaction\":false"));
        Ask(rig, "SetMonitoringBase", """{"monitoringBase":"All"}""");
        Ask(rig, "SetMonitoringLevel", """{"severity":3}""");
        rig.KillAndRestart();
        rig.Run(35);
        Events(rig).Count.ShouldBe(3);
        IdsOf(Report(rig)).ShouldBe([1, 11, 12, id]);
        Accepted(Set(rig, Power, "Delta", "1")).ShouldBe(id + 1, "ids are never given twice");
        var told = Ask(rig, "GetVariables", """{"getVariableData":[{"component":{"name":"MonitoringCtrlr"},"variable":{"name":"ActiveMonitoringLevel"}}]}""");
        told.GetProperty("getVariableResult")[0].GetProperty("attributeValue").GetString().ShouldBe("3");
    }

    [Fact]
    public void N07_a_fault_is_the_cause_of_the_state_that_follows_from_it()
    {
        var rig = Quiet();
        const string problem = """ "component":{"name":"Connector","evse":{"id":1,"connectorId":1} },"variable":{"name":"Problem"} """;
        var cause = Accepted(Set(rig, problem, "Delta", "1"));
        var result = Accepted(Set(rig, State, "Delta", "1"));
        rig.Do(new InjectFault("GroundFailure"), 1);
        var told = Events(rig).Where(e => e.TryGetProperty("variableMonitoringId", out _)).ToList();
        told.Select(static e => e.GetProperty("variableMonitoringId").GetInt32()).ShouldBe([cause, result]);
        told[0].GetProperty("actualValue").GetString().ShouldBe("true");
        told[0].GetProperty("techCode").GetString().ShouldBe("GroundFailure");
        told[1].GetProperty("actualValue").GetString().ShouldBe("Faulted");
        told[1].GetProperty("cause").GetInt32().ShouldBe(told[0].GetProperty("eventId").GetInt32());

        rig.Csms.Calls.Clear();
        rig.Do(new ClearFault(), 1);
        Events(rig).Single(e => e.TryGetProperty("variableMonitoringId", out var id) && id.GetInt32() == cause).GetProperty("cleared").GetBoolean().ShouldBeTrue();
        Events(rig).Single(e => e.TryGetProperty("variableMonitoringId", out var id) && id.GetInt32() == result).GetProperty("actualValue").GetString().ShouldBe("Available");
    }

    [Fact]
    public void Monitoring_can_be_switched_off()
    {
        var rig = Quiet();
        Accepted(Set(rig, Heartbeat, "Periodic", "10"));
        Ask(rig, "SetVariables", """{"setVariableData":[{"attributeValue":"false","component":{"name":"MonitoringCtrlr"},"variable":{"name":"Enabled"}}]}""");
        rig.Run(60);
        Events(rig).ShouldBeEmpty();
    }
}

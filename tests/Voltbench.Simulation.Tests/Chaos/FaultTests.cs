using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests.Chaos;

public class FaultTests
{
    public static TheoryData<string, string> EveryName { get; } = new(FaultTypes.Names.Select(n => (n, FaultTypes.CodeOf(n))));

    private static string? Last(Rig rig, string field) => rig.Csms.Of("StatusNotification").Last().Text(field);

    [Theory]
    [MemberData(nameof(EveryName))]
    [Shows(OcppVersion.V16, "StatusNotification")]
    public void Every_error_code_of_1_6_makes_a_connector_Faulted_and_back(string name, string code)
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Run(5);
        var told = rig.Do(new InjectFault(name), 1);
        told.Status.ShouldBe(CommandStatus.Accepted);
        told.Data!.Value.GetRawText().ShouldBe($$"""{"msg":"{{name}} was injected at connector 1.","fault_type":"{{name}}","evse_id":1,"connector_id":1,"status":"Faulted"}""");
        (Last(rig, "status"), Last(rig, "errorCode"), Last(rig, "connectorId")).ShouldBe(("Faulted", code, "1"));
        Last(rig, "info").ShouldBe(name == code ? null : name);
        rig.Seen.Connector.ErrorCode.ShouldBe(code);
        rig.Do(new StartSession("TAG"), 1).Status.ShouldBe(CommandStatus.Rejected);

        rig.Do(new ClearFault(1), 1).Data!.Value.GetProperty("status").GetString().ShouldBe("Available");
        (Last(rig, "status"), Last(rig, "errorCode")).ShouldBe(("Available", "NoError"));
        rig.Do(new StartSession("TAG"), 1).Status.ShouldBe(CommandStatus.Accepted);
    }

    [Theory]
    [InlineData("GroundFailure", "RCD")]
    [InlineData("OverCurrent", "OverCurrentBreaker")]
    [InlineData("ReaderFailure", "TokenReader")]
    [Shows(OcppVersion.V201, "NotifyEvent")]
    [Shows(OcppVersion.V201, "StatusNotification")]
    public void In_2_0_1_the_status_says_Faulted_and_an_event_says_what_it_is(string name, string component)
    {
        var rig = new Rig(OcppVersion.V201).Booted();
        rig.Run(5);
        rig.Do(new InjectFault(name, 2), 1).Data!.Value.GetProperty("connector_id").GetInt32().ShouldBe(1);
        (Last(rig, "connectorStatus"), Last(rig, "evseId")).ShouldBe(("Faulted", "2"));
        var data = rig.Csms.Of("NotifyEvent").Single().Payload.GetProperty("eventData")[0];
        data.GetProperty("component").GetProperty("name").GetString().ShouldBe(component);
        data.GetProperty("component").GetProperty("evse").GetProperty("id").GetInt32().ShouldBe(2);
        data.GetProperty("variable").GetProperty("name").GetString().ShouldBe("Problem");
        data.GetProperty("actualValue").GetString().ShouldBe("true");
        data.GetProperty("techCode").GetString().ShouldBe(FaultTypes.CodeOf(name));

        rig.Do(new ClearFault(), 1);
        Last(rig, "connectorStatus").ShouldBe("Available");
        var cleared = rig.Csms.Of("NotifyEvent").Last().Payload.GetProperty("eventData")[0];
        cleared.GetProperty("cleared").GetBoolean().ShouldBeTrue();
        cleared.GetProperty("eventId").GetInt32().ShouldBeGreaterThan(data.GetProperty("eventId").GetInt32());
    }

    [Theory]
    [InlineData("EmergencyStop", "ChargingStation")]
    [InlineData("GroundFault", "RCD")]
    public void In_2_0_1_a_fault_of_the_station_is_of_no_evse(string name, string component)
    {
        var rig = new Rig(OcppVersion.V201).Booted();
        rig.Do(new StartSession("TAG", 1), 5);
        rig.Do(new InjectFault(name, 0), 1);
        var told = rig.Csms.Of("NotifyEvent").Single().Payload.GetProperty("eventData")[0].GetProperty("component");
        told.GetProperty("name").GetString().ShouldBe(component);
        told.TryGetProperty("evse", out _).ShouldBeFalse();

        // The car is still there, its transaction is not.
        var id = rig.Csms.Ask("RequestStartTransaction", """{"idToken":{"idToken":"A","type":"Central"},"remoteStartId":1,"evseId":1}""");
        rig.Run(1);
        rig.Csms.AnswerTo(id).Payload.GetProperty("statusInfo").GetProperty("reasonCode").GetString().ShouldBe("Unspecified");
    }

    [Theory]
    [InlineData(OcppVersion.V16, "GroundFailure", "Other")]
    [InlineData(OcppVersion.V16, "EmergencyStop", "EmergencyStop")]
    [InlineData(OcppVersion.V16, "PowerMeterFailure", "Other")]
    [InlineData(OcppVersion.V201, "GroundFailure", "GroundFault")]
    [InlineData(OcppVersion.V201, "OverCurrentFailure", "OvercurrentFault")]
    [InlineData(OcppVersion.V201, "EmergencyStop", "EmergencyStop")]
    public void A_dangerous_fault_ends_the_transaction(OcppVersion version, string name, string reason)
    {
        var rig = new Rig(version).Booted();
        rig.Do(new StartSession("TAG"), 100);
        rig.Do(new InjectFault(name), 10);
        if (version == OcppVersion.V16)
        {
            rig.Csms.Of("StopTransaction").Single().Text("reason").ShouldBe(reason);
        }
        else
        {
            var ended = rig.Csms.Of("TransactionEvent").Last();
            ended.Text("eventType").ShouldBe("Ended");
            ended.Text("triggerReason").ShouldBe("AbnormalCondition");
            ended.Payload.GetProperty("transactionInfo").GetProperty("stoppedReason").GetString().ShouldBe(reason);
        }

        rig.Seen.Connector.Status.ShouldBe("Faulted");
        rig.Do(new ClearFault(), 10);
        rig.Seen.Connector.Status.ShouldBe("Available", "the car of a whole session has left meanwhile");
    }

    [Theory]
    [InlineData(OcppVersion.V16, "HighTemperature")]
    [InlineData(OcppVersion.V16, "InternalError")]
    [InlineData(OcppVersion.V201, "UnderVoltage")]
    [InlineData(OcppVersion.V201, "EVCommunicationError")]
    public void A_passing_fault_suspends_the_transaction_and_it_goes_on(OcppVersion version, string name)
    {
        var rig = new Rig(version).Booted();
        rig.Do(new StartSession("TAG"), 100);
        rig.Do(new InjectFault(name, ClearAfter: TimeSpan.FromSeconds(60)), 1);
        rig.Seen.Connector.Status.ShouldBe("Faulted");
        rig.Seen.Connector.PowerW.ShouldBe(0);
        rig.Seen.Connector.TransactionId.ShouldNotBeNull();
        var register = rig.Seen.Connector.MeterWh;
        rig.Run(58);
        rig.Seen.Connector.MeterWh.ShouldBe(register);
        rig.Run(30);
        rig.Seen.Connector.Status.ShouldBe(version == OcppVersion.V16 ? "Charging" : "Occupied");
        rig.Seen.Connector.ErrorCode.ShouldBe("NoError");
        rig.Run(60);
        rig.Seen.Connector.MeterWh.ShouldBeGreaterThan(register);
        rig.Seen.Marked.Where(m => m.Mark == "fault").Select(m => m.Message).ShouldBe([$"{name} at connector 1", $"{name} at connector 1 is gone"]);
    }

    [Fact]
    public void A_weak_signal_is_told_and_does_not_stop_charging()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Do(new StartSession("TAG"), 100);
        rig.Do(new InjectFault("WeakSignal"), 60);
        (Last(rig, "status"), Last(rig, "errorCode")).ShouldBe(("Charging", "WeakSignal"));
        rig.Seen.Connector.PowerW.ShouldBeGreaterThan(0);
        rig.Do(new ClearFault(), 1);
        (Last(rig, "status"), Last(rig, "errorCode")).ShouldBe(("Charging", "NoError"));
    }

    [Fact]
    public void What_broke_without_a_connection_is_told_with_the_next()
    {
        var rig = new Rig(OcppVersion.V16, new FleetOptions { BootOnReconnect = false }).Booted();
        rig.Do(new StartSession("TAG"), 60);
        rig.Csms.RefuseWith = "away";
        rig.Csms.Drop();
        rig.Do(new InjectFault("WeakSignal"), 10);
        rig.Csms.RefuseWith = null;
        rig.Run(600);
        (Last(rig, "status"), Last(rig, "errorCode")).ShouldBe(("Charging", "WeakSignal"));
    }

    [Fact]
    public void Connector_0_is_the_whole_station()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Run(5);
        var before = rig.Csms.Of("StatusNotification").Count();
        rig.Do(new InjectFault("InternalError", 0), 1).Data!.Value.GetProperty("evse_id").GetInt32().ShouldBe(0);
        rig.Csms.Of("StatusNotification").Skip(before).Select(c => $"{c.Text("connectorId")} {c.Text("status")} {c.Text("errorCode")}")
            .ShouldBe(["1 Faulted InternalError", "2 Faulted InternalError", "0 Faulted InternalError"], ignoreOrder: true);
        rig.Do(new InjectFault("GroundFailure", 1), 1);
        rig.Do(new ClearFault(0), 1);
        rig.Seen.View.Connectors.Select(c => c.ErrorCode).ShouldBe(["GroundFailure", "NoError"]);
    }

    [Fact]
    public void What_is_not_there_is_refused()
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Do(new InjectFault("Boredom")).Detail!.ShouldContain("OverCurrentFailure");
        rig.Do(new InjectFault("InternalError", 3)).Detail!.ShouldContain("no connector 3");
        rig.Do(new ClearFault()).Status.ShouldBe(CommandStatus.Rejected);
        rig.Do(new InjectFault("over_current"));
        rig.Do(new ClearFault(1, "GroundFailure")).Detail!.ShouldBe("connector 1 has OverCurrentFailure, not GroundFailure.");
        rig.Do(new ClearFault(2)).Status.ShouldBe(CommandStatus.Rejected);
        rig.Do(new ClearFault(1, "OverCurrent")).Status.ShouldBe(CommandStatus.Accepted);
    }

    [Theory]
    [InlineData("PowerSwitchFailure", "Faulted")]
    [InlineData("HighTemperature", "Available")]
    public void What_is_physical_survives_a_restart(string name, string status)
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        rig.Do(new InjectFault(name), 5);
        rig.KillAndRestart();
        rig.Run(5);
        rig.Seen.Connector.Status.ShouldBe(status);
        rig.Do(new ClearFault()).Status.ShouldBe(status == "Faulted" ? CommandStatus.Accepted : CommandStatus.Rejected);
    }

    [Fact]
    public void Planned_faults_come_by_time_by_session_and_by_chance()
    {
        var rig = ChaosRig.Of(OcppVersion.V16, new ChaosSettings
        {
            Faults =
            [
                new FaultPlan { FaultType = "HighTemperature", AfterSeconds = 60, ClearAfterSeconds = 10, InSession = true },
                new FaultPlan { FaultType = "WeakSignal", ConnectorId = 2, AfterSeconds = 100, EverySeconds = 100, ClearAfterSeconds = 50, Probability = 0.5 },
            ],
        }).Booted();
        rig.Run(30);
        rig.Do(new StartSession("TAG"), 59);
        rig.Seen.Connector.Status.ShouldBe("Charging");
        rig.Run(2);
        rig.Seen.Connector.Status.ShouldBe("Faulted");
        rig.Run(10);
        rig.Seen.Connector.Status.ShouldBe("Charging");
        rig.Run(10_000);
        rig.Seen.Marked.Count(m => m.Message == "WeakSignal at connector 2").ShouldBeInRange(25, 75);
    }
}

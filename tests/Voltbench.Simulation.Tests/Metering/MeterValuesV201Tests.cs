using System.Text.Json;
using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests.Metering;

/// <summary>Which readings a 2.0.1 station sends, by SampledDataCtrlr and AlignedDataCtrlr (J01, J02).</summary>
public class MeterValuesV201Tests
{
    private static Rig Booted(params (string Variable, string Value)[] variables) => new Rig(OcppVersion.V201).Booted(variables);

    private static List<string> Names(JsonElement meterValue) => [.. meterValue.GetProperty("sampledValue").EnumerateArray()
        .Select(static s => s.GetProperty("measurand").GetString() + (s.TryGetProperty("phase", out var phase) ? "/" + phase.GetString() : ""))];

    private static string? ContextOf(JsonElement meterValue) => meterValue.GetProperty("sampledValue")[0].GetProperty("context").GetString();

    private static List<WireCall> Events(Rig rig, string type) => [.. rig.Csms.Of("TransactionEvent").Where(e => e.Text("eventType") == type)];

    [Fact]
    public void Each_kind_of_event_has_its_own_measurands()
    {
        var rig = Booted(
            ("SampledDataCtrlr.TxStartedMeasurands", "Energy.Active.Import.Register"),
            ("SampledDataCtrlr.TxUpdatedMeasurands", "Power.Offered,Current.Offered,Energy.Active.Net,Frequency"),
            ("SampledDataCtrlr.TxEndedMeasurands", "Energy.Active.Import.Register,Voltage"));
        rig.Do(new StartSession("TAG"), 61);
        rig.Do(new StopSession(), 5);
        Names(Events(rig, "Started").Single().Payload.GetProperty("meterValue")[0]).ShouldBe(["Energy.Active.Import.Register"]);
        var read = Events(rig, "Updated").Single(static e => e.Text("triggerReason") == "MeterValuePeriodic").Payload.GetProperty("meterValue")[0];
        Names(read).ShouldBe(["Power.Offered", "Current.Offered", "Energy.Active.Net", "Frequency"]);
        read.GetProperty("sampledValue")[3].GetProperty("unitOfMeasure").GetProperty("unit").GetString().ShouldBe("Hz");
        Names(Events(rig, "Ended").Single().Payload.GetProperty("meterValue")[0])
            .ShouldBe(["Energy.Active.Import.Register", "Voltage/L1-N", "Voltage/L2-N", "Voltage/L3-N"]);
    }

    [Fact]
    public void J02_TxEndedInterval_gathers_readings_for_the_last_event()
    {
        var rig = Booted(("SampledDataCtrlr.TxEndedInterval", "20"), ("SampledDataCtrlr.TxUpdatedInterval", "0"), ("SampledDataCtrlr.TxEndedMeasurands", "Energy.Active.Import.Register"));
        rig.Do(new StartSession("TAG"), 70);
        rig.KillAndRestart();
        rig.Run(10);
        rig.Do(new StopSession(), 5);
        Events(rig, "Updated").ShouldAllBe(static e => e.Text("triggerReason") == "ChargingStateChanged");
        var contexts = Events(rig, "Ended").Single().Payload.GetProperty("meterValue").EnumerateArray().Select(ContextOf).ToList();
        contexts.ShouldBe(["Transaction.Begin", "Sample.Periodic", "Sample.Periodic", "Sample.Periodic", "Transaction.End"]);
    }

    [Fact]
    [Shows(OcppVersion.V201, "MeterValues")]
    public void J01_aligned_readings_go_into_the_transaction_or_into_a_message_of_their_own()
    {
        var rig = Booted(("AlignedDataCtrlr.Interval", "900"), ("AlignedDataCtrlr.Measurands", "Energy.Active.Import.Register"), ("SampledDataCtrlr.TxUpdatedInterval", "0"));
        rig.Do(new StartSession("TAG"), 3600);
        var aligned = Events(rig, "Updated").Where(static e => e.Text("triggerReason") == "MeterValueClock").ToList();
        aligned.Count.ShouldBe(4);
        aligned.ShouldAllBe(static e => ContextOf(e.Payload.GetProperty("meterValue")[0]) == "Sample.Clock");
        rig.Csms.Of("MeterValues").Select(static c => c.Int("evseId")).ShouldBe([2, 0, 2, 0, 2, 0, 2, 0]);
    }

    [Fact]
    public void J01_SendDuringIdle_is_silent_while_a_transaction_runs()
    {
        var rig = Booted(("AlignedDataCtrlr.Interval", "900"), ("AlignedDataCtrlr.SendDuringIdle", "true"));
        rig.Run(1000);
        rig.Csms.Of("MeterValues").Select(static c => c.Int("evseId")).ShouldBe([1, 2, 0]);
        rig.Csms.Calls.Clear();
        rig.Do(new StartSession("TAG"), 1800);
        rig.Csms.Of("MeterValues").ShouldBeEmpty();
        Events(rig, "Updated").ShouldAllBe(static e => e.Text("triggerReason") != "MeterValueClock");
    }

    [Fact]
    public void J02_aligned_readings_wait_for_the_last_event()
    {
        var rig = Booted(("AlignedDataCtrlr.TxEndedInterval", "60"), ("AlignedDataCtrlr.TxEndedMeasurands", "Voltage"));
        rig.Do(new StartSession("TAG"), 200);
        rig.Do(new StopSession(), 5);
        Events(rig, "Ended").Single().Payload.GetProperty("meterValue").EnumerateArray().Count(static v => ContextOf(v) == "Sample.Clock").ShouldBeInRange(3, 4);
    }

    [Fact]
    public void SampledData_can_be_switched_off()
    {
        var rig = Booted(("SampledDataCtrlr.Enabled", "false"));
        rig.Do(new StartSession("TAG"), 300);
        Events(rig, "Updated").ShouldAllBe(static e => e.Text("triggerReason") == "ChargingStateChanged");
    }

    [Fact]
    public void Signed_readings_are_in_signedMeterValue_with_the_key_of_the_station()
    {
        var rig = Booted(("SampledDataCtrlr.SignReadings", "true"), ("OCPPCommCtrlr.PublicKeyWithSignedMeterValue", "EveryMeterValue"));
        rig.Do(new StartSession("TAG"), 61);
        rig.Do(new StopSession(), 5);
        var signed = rig.Csms.Of("TransactionEvent")
            .Where(static e => e.Payload.TryGetProperty("meterValue", out _))
            .SelectMany(static e => e.Payload.GetProperty("meterValue").EnumerateArray())
            .Select(static v => v.GetProperty("sampledValue")[0].GetProperty("signedMeterValue"))
            .ToList();
        signed.Count.ShouldBe(4); // begin, sample, and begin and end once more in the last event
        signed.Select(static s => s.GetProperty("publicKey").GetString()).Distinct().Count().ShouldBe(1);
        signed.ShouldAllBe(static s => s.GetProperty("signingMethod").GetString() == "ECDSA-secp256r1-SHA256");
        rig.Csms.Violations.ShouldBeEmpty();
    }
}

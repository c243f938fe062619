using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Voltbench.Simulation.Physics;
using Voltbench.Simulation.Tests.Harness;
using Voltbench.Testing;

namespace Voltbench.Simulation.Tests.Metering;

/// <summary>Which readings a 1.6 station sends, by its configuration keys.</summary>
public class MeterValuesV16Tests
{
    private static Rig Booted(params (string Key, string Value)[] keys)
    {
        var rig = new Rig(OcppVersion.V16).Booted();
        foreach (var (key, value) in keys)
            Set(rig, key, value).ShouldBe("Accepted", key);
        rig.Csms.Calls.Clear();
        return rig;
    }

    private static string Set(Rig rig, string key, string value)
    {
        var id = rig.Csms.Ask("ChangeConfiguration", $$"""{"key":"{{key}}","value":"{{value}}"}""");
        rig.Run(0);
        return rig.Csms.AnswerTo(id).Payload.GetProperty("status").GetString()!;
    }

    private static List<JsonElement> Samples(JsonElement meterValue) => [.. meterValue.GetProperty("sampledValue").EnumerateArray()];

    private static string Short(JsonElement sample)
        => sample.GetProperty("measurand").GetString() + (sample.TryGetProperty("phase", out var phase) ? "/" + phase.GetString() : "");

    private static List<string> Names(WireCall call) => [.. Samples(call.Payload.GetProperty("meterValue")[0]).Select(Short)];

    [Fact]
    [Shows(OcppVersion.V16, "MeterValues")]
    public void The_usual_readings_are_energy_power_and_phase_by_phase_current_and_voltage()
    {
        var rig = Booted();
        rig.Do(new StartSession("TAG"), 61);
        Names(rig.Csms.Of("MeterValues").Single()).ShouldBe(
        [
            "Energy.Active.Import.Register", "Power.Active.Import", "Current.Import/L1", "Voltage/L1-N", "Current.Import/L2", "Voltage/L2-N", "Current.Import/L3", "Voltage/L3-N",
        ]);
    }

    [Theory]
    [InlineData("Power.Offered,Current.Offered", 1, new[] { "Power.Offered", "Current.Offered" })]
    [InlineData("Voltage.L1-N,Current.Import.L2,Power.Active.Import.L3", 1, new[] { "Voltage/L1-N", "Current.Import/L2", "Power.Active.Import/L3" })]
    [InlineData("Voltage.L1-L2,Current.Import.N", 1, new[] { "Voltage/L1-L2", "Current.Import/N" })]
    [InlineData("Voltage,Energy.Active.Import.Register", 1, new[] { "Voltage/L1-N", "Voltage/L2-N", "Voltage/L3-N", "Energy.Active.Import.Register" })]
    [InlineData("Frequency,Temperature,Power.Factor", 1, new[] { "Frequency", "Temperature", "Power.Factor" })]
    [InlineData("Energy.Active.Import.Interval,Energy.Reactive.Import.Register,Energy.Reactive.Import.Interval,Power.Reactive.Import", 1,
        new[] { "Energy.Active.Import.Interval", "Energy.Reactive.Import.Register", "Energy.Reactive.Import.Interval", "Power.Reactive.Import" })]
    [InlineData("SoC,Voltage.L1,Power.Factor", 2, new[] { "SoC" })]
    [InlineData("Current.Import,Voltage", 2, new[] { "Current.Import", "Voltage" })]
    public void MeterValuesSampledData_chooses_measurands_and_phases(string list, int connector, string[] expected)
    {
        var rig = Booted(("MeterValuesSampledData", list));
        rig.Do(new StartSession("TAG", connector), 61);
        Names(rig.Csms.Of("MeterValues").Single()).ShouldBe(expected);
    }

    [Theory]
    [InlineData("RPM")]
    [InlineData("Energy.Active.Export.Register")]
    [InlineData("Energy.Active.Net")]
    [InlineData("Energy.Active.Import.Register.L1")]
    [InlineData("Frequency.L1")]
    [InlineData("Voltage.L4")]
    [InlineData("Voltage,Voltage")]
    public void What_the_meter_cannot_know_is_rejected(string list)
        => Set(Booted(), "MeterValuesSampledData", list).ShouldBe("Rejected");

    [Fact]
    public void A_list_that_the_outlet_knows_nothing_of_sends_nothing()
    {
        var rig = Booted(("MeterValuesSampledData", "SoC"));
        rig.Do(new StartSession("TAG"), 121);
        rig.Csms.Of("MeterValues").ShouldBeEmpty();
    }

    [Fact]
    public void Every_sample_of_a_real_car_holds_together()
    {
        var rig = Booted(
            ("MeterValuesSampledData", "Energy.Active.Import.Register,Energy.Active.Import.Interval,Power.Active.Import,Power.Reactive.Import,Power.Factor,Power.Offered,Current.Import,Current.Offered,Voltage,Frequency,Energy.Reactive.Import.Register"));
        rig.Do(new StartSession("TAG", Ev: EvProfiles.Find("renault-zoe-r135"), SocPercent: 85), 3600);
        var (lastEnergy, lastReactive) = (-1m, -1m);
        foreach (var call in rig.Csms.Of("MeterValues"))
        {
            var samples = Samples(call.Payload.GetProperty("meterValue")[0]);
            decimal Value(string name) => decimal.Parse(samples.First(s => Short(s) == name).GetProperty("value").GetString()!, CultureInfo.InvariantCulture);
            var (power, factor) = (Value("Power.Active.Import"), Value("Power.Factor"));
            power.ShouldBe(Value("Voltage/L1-N") * Value("Current.Import/L1") * 3 * factor);
            factor.ShouldBe(0.97m);
            power.ShouldBeLessThanOrEqualTo(Value("Power.Offered"));
            Value("Current.Import/L1").ShouldBeLessThanOrEqualTo(Value("Current.Offered"));
            Value("Frequency").ShouldBeInRange(49.9m, 50.1m);
            samples.Any(static s => s.GetProperty("measurand").GetString() == "Frequency" && s.TryGetProperty("unit", out var unit)).ShouldBeFalse();
            var energy = Value("Energy.Active.Import.Register");
            if (lastEnergy >= 0)
                Value("Energy.Active.Import.Interval").ShouldBe(energy - lastEnergy);
            energy.ShouldBeGreaterThanOrEqualTo(lastEnergy);
            Value("Energy.Reactive.Import.Register").ShouldBeGreaterThanOrEqualTo(lastReactive);
            (lastEnergy, lastReactive) = (energy, Value("Energy.Reactive.Import.Register"));
            ((double)(lastReactive - (energy * 0.2506m))).ShouldBeInRange(-1.5, 1.5);
        }

        lastEnergy.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Aligned_readings_come_at_the_full_parts_of_the_day_in_and_out_of_a_transaction()
    {
        var rig = Booted(("ClockAlignedDataInterval", "900"), ("MeterValuesAlignedData", "Energy.Active.Import.Register,Voltage.L1-N"), ("MeterValueSampleInterval", "0"));
        rig.Do(new StartSession("TAG"), 0);
        rig.Run(3600);
        var calls = rig.Csms.Of("MeterValues").Where(static c => c.Int("connectorId") != 0).ToList();
        calls.Count.ShouldBe(8);
        foreach (var call in calls)
        {
            var value = call.Payload.GetProperty("meterValue")[0];
            var at = value.GetProperty("timestamp").GetDateTimeOffset();
            (at.Minute % 15, at.Second, at.Millisecond).ShouldBe((0, 0, 0));
            Samples(value).ShouldAllBe(s => s.GetProperty("context").GetString() == "Sample.Clock");
            call.Payload.TryGetProperty("transactionId", out _).ShouldBe(call.Int("connectorId") == 1);
        }

        Set(rig, "ClockAlignedDataInterval", "0");
        rig.Csms.Calls.Clear();
        rig.Run(3600);
        rig.Csms.Of("MeterValues").ShouldBeEmpty();
    }

    [Fact]
    public void Stop_readings_gather_on_disk_and_come_with_StopTransaction()
    {
        var rig = Booted(
            ("StopTxnSampledData", "Energy.Active.Import.Register"), ("StopTxnAlignedData", "Voltage"), ("ClockAlignedDataInterval", "300"), ("MeterValuesSampledData", ""));
        rig.Do(new StartSession("TAG"), 200);
        rig.KillAndRestart();
        rig.Run(200);
        rig.Do(new StopSession(), 5);
        var data = rig.Csms.Of("StopTransaction").Single().Payload.GetProperty("transactionData").EnumerateArray().ToList();
        var contexts = data.Select(d => Samples(d)[0].GetProperty("context").GetString()).ToList();
        contexts[0].ShouldBe("Transaction.Begin");
        contexts[^1].ShouldBe("Transaction.End");
        contexts.Count(static c => c == "Sample.Periodic").ShouldBeGreaterThanOrEqualTo(5);
        contexts.Count(static c => c == "Sample.Clock").ShouldBeInRange(1, 2);
        rig.Do(new StartSession("TAG"), 5);
        rig.Do(new StopSession(), 5);
        rig.Csms.Of("StopTransaction").Last().Payload.GetProperty("transactionData").GetArrayLength().ShouldBe(2, "what was told is forgotten");
    }

    [Fact]
    public void Without_stop_readings_there_is_no_transactionData()
    {
        var rig = Booted(("StopTxnSampledData", ""));
        rig.Do(new StartSession("TAG"), 5);
        rig.Do(new StopSession(), 5);
        rig.Csms.Of("StopTransaction").Single().Payload.TryGetProperty("transactionData", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_reading_of_the_beginning_is_sent_when_it_is_asked_for()
    {
        var rig = Booted(("StartTxnSampledData", "Energy.Active.Import.Register"));
        rig.Do(new StartSession("TAG"), 5);
        var value = rig.Csms.Of("MeterValues").Single();
        value.Int("transactionId").ShouldBe(101);
        Samples(value.Payload.GetProperty("meterValue")[0]).Single().GetProperty("context").GetString().ShouldBe("Transaction.Begin");
    }

    [Fact]
    public void Signed_readings_verify_with_the_public_key_of_the_station()
    {
        var rig = Booted(("SampledDataSignReadings", "true"), ("PublicKeyWithSignedMeterValue", "OncePerTransaction"));
        rig.Do(new StartSession("TAG"), 61);
        rig.Do(new StopSession(), 5);
        var data = rig.Csms.Of("StopTransaction").Single().Payload.GetProperty("transactionData").EnumerateArray().ToList();
        var signed = data.Concat(rig.Csms.Of("MeterValues").Select(c => c.Payload.GetProperty("meterValue")[0]))
            .SelectMany(Samples)
            .Where(static s => s.TryGetProperty("format", out var format) && format.GetString() == "SignedData")
            .Select(static s => JsonDocument.Parse(s.GetProperty("value").GetString()!).RootElement)
            .ToList();
        signed.Count.ShouldBe(3);
        var keys = signed.Select(static s => s.GetProperty("publicKey").GetString()!).Where(static k => k.Length > 0).ToList();
        keys.Count.ShouldBe(1);
        var text = Encoding.ASCII.GetString(Convert.FromBase64String(keys[0]));
        text.ShouldStartWith("oca:base16:asn1:");
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromHexString(text["oca:base16:asn1:".Length..]), out _);
        var kinds = new HashSet<string>();
        foreach (var reading in signed)
        {
            reading.GetProperty("encodingMethod").GetString().ShouldBe("OCMF");
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(reading.GetProperty("signedMeterData").GetString()!)).Split('|');
            parts[0].ShouldBe("OCMF");
            var signature = Convert.FromHexString(JsonDocument.Parse(parts[2]).RootElement.GetProperty("SD").GetString()!);
            key.VerifyData(Encoding.UTF8.GetBytes(parts[1]), signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence).ShouldBeTrue();
            kinds.Add(JsonDocument.Parse(parts[1]).RootElement.GetProperty("RD")[0].GetProperty("TX").GetString()!);
        }

        kinds.ShouldBe(["B", "C", "E"], ignoreOrder: true);
        var id = rig.Csms.Ask("GetConfiguration", """{"key":["MeterPublicKey1"]}""");
        rig.Run(0);
        rig.Csms.AnswerTo(id).Payload.GetProperty("configurationKey")[0].GetProperty("value").GetString().ShouldBe(keys[0]);
    }
}

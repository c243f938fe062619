using System.Text.Json;
using Voltbench.Certification.Tests.Harness;
using Voltbench.Ocpp;
using Voltbench.Testing;

namespace Voltbench.Certification.Tests.V201;

/// <summary>Part 6, J: clock-aligned and sampled meter values (J01, J02).</summary>
public sealed class MeterValues(TestLab lab)
{
    private const string Energy = "Energy.Active.Import.Register";
    private const string Two = Energy + ",Voltage";

    [Fact]
    [Shows(OcppVersion.V201, "MeterValues")]
    public async Task TC_J_01_CS_Aligned_Values_Without_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await AlignAsync(station);
        await IntervalsAsync(station, "MeterValues", p => p.Number("evseId") == 1, 3);
    }

    [Fact]
    public async Task TC_J_02_CS_Aligned_Values_In_A_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariableAsync("SampledDataCtrlr.TxUpdatedInterval", "0");
        await station.SetVariableAsync("AlignedDataCtrlr.SendDuringIdle", "false");
        await station.ChargingAsync();
        await AlignAsync(station);
        await IntervalsAsync(station, "TransactionEvent", p => p.Text("triggerReason") == "MeterValueClock", 3);
        await station.NeverAsync("MeterValues", p => p.Number("evseId") == 1);
    }

    [Fact]
    public Task TC_J_03_CS_Aligned_Values_In_The_Last_Event() => AlignedEndAsync(isSigned: false);

    [Fact]
    public Task TC_J_04_CS_Aligned_Values_Signed() => AlignedEndAsync(isSigned: true);

    [Fact]
    public async Task TC_J_06_CS_Aligned_Values_While_Idle_Only()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariableAsync("SampledDataCtrlr.TxUpdatedInterval", "1");
        foreach (var list in (string[])["SampledDataCtrlr.TxStartedMeasurands", "SampledDataCtrlr.TxUpdatedMeasurands", "SampledDataCtrlr.TxEndedMeasurands"])
            await station.SetVariableAsync(list, "");
        await station.SetVariableAsync("AlignedDataCtrlr.SendDuringIdle", "true");
        await AlignAsync(station);
        await station.ExpectAsync("MeterValues");
        await station.ChargingAsync();
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(2.2))
            await station.UntilQuietAsync();
        await station.NeverAsync("MeterValues");
        await station.NeverAsync("TransactionEvent", p => p.TryGetProperty("meterValue", out _));
        await station.PresentAsync("TAG-1", 1);
        await station.ExpectEventAsync("Ended");
        await station.UnplugAsync();
        await station.ExpectAsync("MeterValues");
    }

    [Fact]
    [Shows(OcppVersion.V201, "TransactionEvent")]
    public async Task TC_J_07_CS_Sampled_Values_In_The_First_Event()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariableAsync("TxCtrlr.TxStartPoint", "EVConnected");
        await station.SetVariableAsync("SampledDataCtrlr.TxStartedMeasurands", Two);
        await station.PlugAsync();
        var value = (await station.ExpectEventAsync("Started")).Payload.GetProperty("meterValue").EnumerateArray().ShouldHaveSingleItem();
        Holds(value, "Transaction.Begin");
        await station.PresentAsync("TAG-1", 1);
        await station.ExpectEventAsync("Updated", chargingState: "Charging");
    }

    [Fact]
    public async Task TC_J_09_CS_Sampled_Values_In_A_Transaction()
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariableAsync("SampledDataCtrlr.TxUpdatedInterval", "1");
        await station.SetVariableAsync("SampledDataCtrlr.TxUpdatedMeasurands", Two);
        await station.ChargingAsync();
        DateTimeOffset? last = null;
        for (var i = 0; i < 3; i++)
        {
            var value = (await station.ExpectEventAsync("Updated", "MeterValuePeriodic")).Payload.GetProperty("meterValue")[0];
            Holds(value, "Sample.Periodic");
            var at = value.GetProperty("timestamp").GetDateTimeOffset();
            if (last is { } before)
                (at - before).TotalSeconds.ShouldBe(1, 0.3);
            last = at;
        }
    }

    [Fact]
    public Task TC_J_10_CS_Sampled_Values_In_The_Last_Event() => SampledEndAsync(isSigned: false);

    [Fact]
    public Task TC_J_11_CS_Sampled_Values_Signed() => SampledEndAsync(isSigned: true);

    private static async Task AlignAsync(TestStation station)
    {
        await station.SetVariableAsync("AlignedDataCtrlr.Measurands", Two);
        await station.SetVariableAsync("AlignedDataCtrlr.Interval", "1");
    }

    private static async Task IntervalsAsync(TestStation station, string action, Func<JsonElement, bool> fits, int count)
    {
        DateTimeOffset? last = null;
        for (var i = 0; i < count; i++)
        {
            var value = (await station.ExpectAsync(action, fits)).Payload.GetProperty("meterValue")[0];
            Holds(value, "Sample.Clock");
            var at = value.GetProperty("timestamp").GetDateTimeOffset();
            if (last is { } before)
                (at - before).TotalSeconds.ShouldBe(1, 0.3);
            last = at;
        }
    }

    private static void Holds(JsonElement value, string context)
    {
        var samples = value.GetProperty("sampledValue").EnumerateArray().ToList();
        samples.ShouldAllBe(s => s.Text("context") == context);
        samples.Select(s => s.Text("measurand") ?? Energy).Distinct().ShouldBe([Energy, "Voltage"], ignoreOrder: true);
    }

    private async Task AlignedEndAsync(bool isSigned)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariableAsync("AlignedDataCtrlr.TxEndedInterval", "1");
        await station.SetVariableAsync("AlignedDataCtrlr.TxEndedMeasurands", Energy);
        await station.SetVariableAsync("AlignedDataCtrlr.SendDuringIdle", "false");
        await station.SetVariableAsync("SampledDataCtrlr.TxEndedMeasurands", "");
        if (isSigned)
        {
            await station.SetVariableAsync("AlignedDataCtrlr.SignReadings", "true");
            await station.SetVariableAsync("OCPPCommCtrlr.PublicKeyWithSignedMeterValue", "EveryMeterValue");
        }

        var values = await EndAsync(station);
        values.Count.ShouldBeGreaterThanOrEqualTo(2);
        foreach (var (value, next) in values.Zip(values.Skip(1)))
            (next.GetProperty("timestamp").GetDateTimeOffset() - value.GetProperty("timestamp").GetDateTimeOffset()).TotalSeconds.ShouldBe(1, 0.3);
        foreach (var sample in values.SelectMany(v => v.GetProperty("sampledValue").EnumerateArray()))
        {
            sample.Text("context").ShouldBe("Sample.Clock");
            if (isSigned)
                Signed(sample);
        }
    }

    private async Task SampledEndAsync(bool isSigned)
    {
        await using var station = await lab.BootedAsync(OcppVersion.V201);
        await station.SetVariableAsync("SampledDataCtrlr.TxEndedInterval", "1");
        await station.SetVariableAsync("SampledDataCtrlr.TxEndedMeasurands", Energy);
        if (isSigned)
        {
            await station.SetVariableAsync("SampledDataCtrlr.SignReadings", "true");
            await station.SetVariableAsync("OCPPCommCtrlr.PublicKeyWithSignedMeterValue", "EveryMeterValue");
        }

        var samples = (await EndAsync(station)).SelectMany(v => v.GetProperty("sampledValue").EnumerateArray()).ToList();
        samples.Count(s => s.Text("context") == "Sample.Periodic").ShouldBeGreaterThanOrEqualTo(2);
        samples.Count(s => s.Text("context") == "Transaction.End").ShouldBe(1);
        samples.ShouldAllBe(s => (s.Text("measurand") ?? Energy) == Energy);
        if (isSigned)
            Signed(samples.Single(s => s.Text("context") == "Transaction.End"));
    }

    private static void Signed(JsonElement sample)
    {
        var signed = sample.GetProperty("signedMeterValue");
        signed.Text("signedMeterData").ShouldNotBeNullOrEmpty();
        signed.Text("publicKey").ShouldNotBeNullOrEmpty();
    }

    /// <summary>Charges for three samples, stops, leaves; the values of the last event.</summary>
    private static async Task<IReadOnlyList<JsonElement>> EndAsync(TestStation station)
    {
        await station.SetVariableAsync("SampledDataCtrlr.TxUpdatedInterval", "1");
        await station.ChargingAsync();
        for (var i = 0; i < 3; i++)
            await station.ExpectEventAsync("Updated", "MeterValuePeriodic");
        await station.PresentAsync("TAG-1", 1);
        var ended = (await station.ExpectEventAsync("Ended")).Payload;
        await station.UnplugAsync();
        return [.. ended.GetProperty("meterValue").EnumerateArray()];
    }
}

using System.Globalization;
using System.Text.Json;
using Voltbench.Simulation.Physics;
using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.SmartCharging;

/// <summary>A station with two outlets of 22 kW and cars whose power is nothing but the limit: big batteries, no losses, no ramp.</summary>
internal static class SmartRig
{
    public static readonly EvProfile ThreePhase = new() { Name = "plain-3", BatteryWh = 500_000, AcMaxPowerW = 22_080, AcPhases = 3, DcMaxPowerW = 100_000, TaperFromPercent = 99, ArrivalSocPercent = 10 };

    public static readonly EvProfile OnePhase = ThreePhase with { Name = "plain-1", AcMaxPowerW = 7_360, AcPhases = 1 };

    public static Rig Booted(OcppVersion version, params ConnectorModel[] connectors)
    {
        var model = new ConnectorModel("Type2", false, 22_080, 230, 3);
        var rig = new Rig(version, spec: s => s with
        {
            Model = s.Model with { Connectors = connectors.Length > 0 ? connectors : [model, model] },
            Behavior = s.Behavior with { MeterIntervalSeconds = 10 },
        }).Booted();
        rig.Csms.Calls.Clear();
        return rig;
    }

    /// <summary>A session that only the test ends; its transaction as the CSMS knows it.</summary>
    public static string Charging(this Rig rig, int connector = 1, EvProfile? ev = null)
    {
        rig.Do(new StartSession("TAG", connector, Ev: ev ?? ThreePhase)).Status.ShouldBe(CommandStatus.Accepted);
        rig.Run(1);
        return rig.Seen.View.Connectors[connector - 1].TransactionId!;
    }

    public static JsonElement Answer(this Rig rig, string action, string payload)
    {
        var id = rig.Csms.Ask(action, payload);
        rig.Run(0);
        return rig.Csms.AnswerTo(id).Payload;
    }

    public static string Status(this Rig rig, string action, string payload) => rig.Answer(action, payload).GetProperty("status").GetString()!;

    /// <summary>The power that flows at a connector, W.</summary>
    public static double PowerW(this Rig rig, int connector = 1) => rig.Seen.View.Connectors[connector - 1].PowerW;

    /// <summary>Lets the next sample come and tells the active power that it shows, W.</summary>
    public static double SampledW(this Rig rig)
    {
        rig.Csms.Calls.Clear();
        rig.Run(10);
        var call = rig.Csms.Calls.Last(c => c.Action is "MeterValues" or "TransactionEvent" && c.Payload.TryGetProperty("meterValue", out _));
        var value = call.Payload.GetProperty("meterValue")[0].GetProperty("sampledValue").EnumerateArray()
            .First(v => v.TryGetProperty("measurand", out var m) && m.GetString() == "Power.Active.Import" && !v.TryGetProperty("phase", out _))
            .GetProperty("value");
        return value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetDouble();
    }

    /// <summary>A time of the rig's clock from now on.</summary>
    public static string At(this Rig rig, double seconds) => rig.Time.GetUtcNow().AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A sample is not below the limit by more than the resolution of voltage and current.</summary>
    public static void ShouldBeLimitedTo(this double watts, double limit) => watts.ShouldBeInRange(limit * 0.985, limit * 1.0001);
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Voltbench.Simulation.SmartCharging;
using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.SmartCharging;

/// <summary>Through the wire: what flows, what the samples show and what GetCompositeSchedule foretold are the same at every moment.</summary>
public class PowerAgreementProperties
{
    private const int Seconds = 900;
    private const double CarDcW = 100_000;

    private static readonly ConnectorModel[] Connectors =
    [
        new ConnectorModel("Type2", false, 22_080, 230, 3), new ConnectorModel("Type2", false, 22_080, 230, 3), new ConnectorModel("CCS2", true, 150_000, 400, 0),
    ];

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    [Shows(OcppVersion.V16, "GetCompositeSchedule")]
    [Shows(OcppVersion.V201, "GetCompositeSchedule")]
    public void What_flows_is_sampled_and_was_foretold(OcppVersion version)
        => Prop.ForAll(RandomProfiles.Scenes.ToArbitrary(), scene =>
        {
            Check(version, scene);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    private static void Check(OcppVersion version, Scene scene)
    {
        var rig = SmartRig.Booted(version, Connectors);
        Sample(rig, "Power.Active.Import,Power.Offered");
        rig.Charging(1);
        rig.Run(7.3);
        rig.Charging(2, SmartRig.OnePhase);
        rig.Run(7.3);
        rig.Charging(3);
        var shift = rig.Time.GetUtcNow().ToUnixTimeSeconds() - scene.Start;
        foreach (var profile in scene.Profiles)
            Install(rig, profile, shift);
        var start = rig.Time.GetUtcNow().ToUnixTimeSeconds();
        var foretold = Enumerable.Range(1, 3).Select(connector => Composite(rig, connector)).ToArray();
        rig.Csms.Calls.Clear();
        for (var step = 0; step < Seconds / 30; step++)
        {
            rig.Run(29.5 + (step % 3 * 0.5));
            var second = rig.Time.GetUtcNow().ToUnixTimeSeconds() - start;
            if (second >= Seconds)
                break;
            for (var connector = 1; connector <= 3; connector++)
            {
                var period = foretold[connector - 1].Last(p => p.Start <= second);
                rig.PowerW(connector).ShouldBe(Flows(connector, period), 0.2, $"connector {connector} at {second} s");
            }
        }

        foreach (var call in rig.Csms.Calls.Where(c => c.Payload.TryGetProperty("meterValue", out _)))
            CheckSample(rig, call, start, foretold);
    }

    private static double Flows(int connector, ProfilePeriod period)
    {
        var floor = connector == 3 ? 0 : 6 * 230 * period.Phases!.Value;
        return period.Limit < floor - 0.1 ? 0 : connector == 3 ? Math.Min(CarDcW, period.Limit) : period.Limit;
    }

    private static void CheckSample(Rig rig, WireCall call, long start, ProfilePeriod[][] foretold)
    {
        var transaction = call.Payload.TryGetProperty("transactionInfo", out var info) ? info.GetProperty("transactionId").GetString() : call.Text("transactionId");
        var connector = 1 + rig.Seen.View.Connectors.ToList().FindIndex(c => c.TransactionId == transaction);
        connector.ShouldBeGreaterThan(0);
        foreach (var meterValue in call.Payload.GetProperty("meterValue").EnumerateArray())
        {
            var second = meterValue.GetProperty("timestamp").GetDateTimeOffset().ToUnixTimeSeconds() - start;
            var period = foretold[connector - 1].Last(p => p.Start <= second);
            var flows = Flows(connector, period);
            Value(meterValue, "Power.Active.Import").ShouldBeInRange((flows * 0.985) - 12, flows + 0.2, $"sample of connector {connector} at {second} s");
            Value(meterValue, "Power.Offered").ShouldBe(flows > 0 ? period.Limit : 0, 0.2, $"offer of connector {connector} at {second} s");
        }
    }

    private static double Value(JsonElement meterValue, string measurand) => meterValue.GetProperty("sampledValue").EnumerateArray()
        .Where(v => v.TryGetProperty("measurand", out var m) && m.GetString() == measurand && !v.TryGetProperty("phase", out _))
        .Select(v => double.Parse(v.GetProperty("value").ToString(), CultureInfo.InvariantCulture)).Single();

    private static void Sample(Rig rig, string measurands)
    {
        if (rig.Version == OcppVersion.V16)
            rig.Status("ChangeConfiguration", $$"""{"key":"MeterValuesSampledData","value":"{{measurands}}"}""").ShouldBe("Accepted");
        else
            rig.Answer("SetVariables", $$"""{"setVariableData":[{"component":{"name":"SampledDataCtrlr"},"variable":{"name":"TxUpdatedMeasurands"},"attributeValue":"{{measurands}}"}]}""")
                .GetProperty("setVariableResult")[0].GetProperty("attributeStatus").GetString().ShouldBe("Accepted");
    }

    private static ProfilePeriod[] Composite(Rig rig, int connector)
    {
        var name = rig.Version == OcppVersion.V16 ? "connectorId" : "evseId";
        var answer = rig.Answer("GetCompositeSchedule", $$"""{"{{name}}":{{connector}},"duration":{{Seconds}},"chargingRateUnit":"W"}""");
        return [.. answer.GetProperty(rig.Version == OcppVersion.V16 ? "chargingSchedule" : "schedule").GetProperty("chargingSchedulePeriod").EnumerateArray()
            .Select(p => new ProfilePeriod(p.GetProperty("startPeriod").GetInt32(), p.GetProperty("limit").GetDouble(), p.TryGetProperty("numberPhases", out var n) ? n.GetInt32() : null))];
    }

    /// <summary>Sends the profile in the words of the version; what the version refuses is not there.</summary>
    private static void Install(Rig rig, Profile profile, long shift)
    {
        var isV16 = rig.Version == OcppVersion.V16;
        var isRelative = profile.Kind == ProfileKind.Relative;
        var schedule = new JsonObject
        {
            ["chargingRateUnit"] = profile.Schedule.Unit.ToString(),
            ["startSchedule"] = isRelative ? null : Time(profile.Schedule.Start + shift),
            ["duration"] = profile.Schedule.Duration,
            ["minChargingRate"] = profile.Schedule.MinRate,
            ["chargingSchedulePeriod"] = new JsonArray([.. profile.Schedule.Periods.Select(p => Clean(new JsonObject
            {
                ["startPeriod"] = p.Start,
                ["limit"] = p.Limit,
                ["numberPhases"] = p.Phases,
                ["phaseToUse"] = isV16 ? null : p.PhaseToUse,
            }))]),
        };
        if (!isV16)
            schedule["id"] = 1;
        var wire = new JsonObject
        {
            [isV16 ? "chargingProfileId" : "id"] = profile.Id,
            ["stackLevel"] = profile.StackLevel,
            ["chargingProfilePurpose"] = profile.Purpose switch
            {
                ProfilePurpose.StationMax => isV16 ? "ChargePointMaxProfile" : "ChargingStationMaxProfile",
                ProfilePurpose.Tx => "TxProfile",
                _ => "TxDefaultProfile",
            },
            ["chargingProfileKind"] = profile.Kind.ToString(),
            ["recurrencyKind"] = profile.Recurrency?.ToString(),
            ["validFrom"] = Time(profile.ValidFrom + shift),
            ["validTo"] = Time(profile.ValidTo + shift),
            ["chargingSchedule"] = isV16 ? Clean(schedule) : new JsonArray(Clean(schedule)),
        };
        if (!isV16 && profile.Purpose == ProfilePurpose.Tx && profile.EvseId <= 3)
            wire["transactionId"] = rig.Seen.View.Connectors[profile.EvseId - 1].TransactionId;
        if (profile.EvseId > 3)
            return;
        if (profile.Purpose == ProfilePurpose.External)
        {
            if (profile.EvseId > 0)
                rig.Do(new PowerUpdate(profile.Schedule.Periods[0].Limit * 200, profile.EvseId)); // also limits from outside
            return;
        }

        var request = new JsonObject
        {
            [isV16 ? "connectorId" : "evseId"] = profile.EvseId,
            [isV16 ? "csChargingProfiles" : "chargingProfile"] = Clean(wire),
        };
        rig.Status("SetChargingProfile", request.ToJsonString()).ShouldBeOneOf("Accepted", "Rejected");
    }

    private static string? Time(long? seconds)
        => seconds is { } s ? DateTimeOffset.FromUnixTimeSeconds(s).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : null;

    private static JsonObject Clean(JsonObject json)
    {
        foreach (var name in json.Where(p => p.Value is null).Select(p => p.Key).ToList())
            json.Remove(name);
        return json;
    }
}

using System.Text.Json.Nodes;
using Voltbench.Gateway.Commands;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;
using Voltbench.Simulation;

namespace Voltbench.Gateway.Behavior;

/// <summary>Reads a <c>behavior</c> (docs/api/behavior.md) into what is to change of it.</summary>
internal static class BehaviorInput
{
    private const double MaxSeconds = 31_536_000;
    private const double MaxMilliseconds = 600_000;
    private const int MaxItems = 100;

    private static readonly string[] Recoveries = ["continue", "power_loss"];
    private static readonly string[] Directions = ["both", "to_csms", "from_csms"];
    private static readonly string[] Memories = ["keep", "lose"];

    /// <summary>A merge patch; only to be used when no violation was noted.</summary>
    public static JsonObject Read(BodyObject given)
    {
        var behavior = new PatchReader(given);
        behavior.Take("seed", static v => v.AsLong());
        behavior.Take("ev", static v => BehaviorSettings.EvNode(EvInput.Read(v)));
        behavior.Int("meter_interval_seconds", 0, BehaviorSettings.MaxMeterIntervalSeconds);
        behavior.Enum("recovery", Recoveries);
        behavior.Bool("offline");
        behavior.Enum("firmware_flaw", ChaosNames.FirmwareFlaws);
        behavior.Number("clock_skew_seconds", -BehaviorSettings.MaxClockSkewSeconds, BehaviorSettings.MaxClockSkewSeconds);
        behavior.Object("clock", Clock);
        behavior.Object("network", Network);
        behavior.Object("power_loss", PowerLoss);
        behavior.List("faults", MaxItems, static v => Fault(v.AsObject()));
        behavior.Object("malformed", Malformed);
        behavior.Object("abuse", Abuse);
        behavior.List("answers", MaxItems, static v => AnswerInput.Read(v.AsObject()));
        return behavior.End();
    }

    private static JsonObject Network(BodyObject given)
    {
        var network = new PatchReader(given);
        network.Number("latency_ms", 0, MaxMilliseconds);
        network.Number("jitter_ms", 0, MaxMilliseconds);
        foreach (var name in (string[])["drop", "duplicate", "reorder"])
            network.Number(name, 0, 1);
        network.Enum("direction", Directions);
        network.Object("half_open", static o => Outage(o, canBeClean: false));
        network.Object("disconnect", static o => Outage(o, canBeClean: true));
        return network.End();
    }

    private static JsonObject Outage(BodyObject given, bool canBeClean)
    {
        var outage = new PatchReader(given);
        outage.Number("after_seconds", 0, MaxSeconds);
        outage.Number("for_seconds", 0, MaxSeconds);
        outage.Number("every_seconds", 1, MaxSeconds);
        if (canBeClean)
            outage.Bool("clean");
        return outage.End();
    }

    private static JsonObject Clock(BodyObject given)
    {
        var clock = new PatchReader(given);
        clock.Number("drift_ppm", -1_000_000, 1_000_000);
        clock.Number("jump_seconds", -MaxSeconds, MaxSeconds);
        clock.Number("jump_after_seconds", 0, MaxSeconds);
        clock.Number("jump_every_seconds", 1, MaxSeconds);
        clock.Bool("ignore_csms");
        return clock.End();
    }

    private static JsonObject PowerLoss(BodyObject given)
    {
        var loss = new PatchReader(given);
        loss.Number("after_seconds", 0, MaxSeconds);
        loss.Number("for_seconds", 0, MaxSeconds);
        loss.Enum("memory", Memories);
        return loss.End();
    }

    private static JsonObject Fault(BodyObject given)
    {
        var fault = new PatchReader(given);
        given.Required("fault_type");
        fault.Take("fault_type", static v =>
        {
            var name = v.AsString(1, 64);
            if (name.Length > 0 && FaultTypes.Find(name) is not { } known)
                v.Refuse(ViolationType.Enum(FaultTypes.Names));
            else
                return name.Length > 0 ? FaultTypes.Find(name) : "";
            return "";
        });
        fault.Int("connector_id", 0, 1_000);
        fault.Number("after_seconds", 0, MaxSeconds);
        fault.Number("clear_after_seconds", 0.001, MaxSeconds);
        fault.Number("probability", 0, 1);
        fault.Number("every_seconds", 1, MaxSeconds);
        fault.Bool("in_session");
        return fault.EndItem();
    }

    private static JsonObject Malformed(BodyObject given)
    {
        var malformed = new PatchReader(given);
        malformed.Number("probability", 0, 1);
        malformed.List("kinds", MaxItems, static v => v.AsEnum(ChaosNames.Defects));
        malformed.List("actions", MaxItems, static v => AnswerInput.Action(v, AnswerInput.AllActions));
        malformed.Int("times", 1, 1_000_000);
        return malformed.End();
    }

    private static JsonObject Abuse(BodyObject given)
    {
        var abuse = new PatchReader(given);
        foreach (var name in (string[])["parallel_calls", "reused_ids", "early_calls", "no_answer", "call_error", "unsolicited_answers"])
            abuse.Number(name, 0, 1);
        abuse.Enum("call_error_code", ChaosNames.ErrorCodes);
        return abuse.End();
    }
}

using System.Text.Json;
using Voltbench.Ocpp.Messages.Defects;
using Voltbench.Ocpp.Rpc;

namespace Voltbench.Simulation;

/// <summary>
/// What a charger does that a good one would not. Everything is drawn from the charger's seed, and everything that is done shows as a mark in the frame log.
/// All durations are in seconds and count from the moment the charger gets the settings, unless they say otherwise.
/// </summary>
public sealed record ChaosSettings
{
    /// <summary>
    /// Tells one order from the next, for each part of the behavior (<c>network</c>, <c>faults</c>, …): what is to happen once happens once for each, however
    /// often the charger is restarted. Two settings with the same orders are one.
    /// </summary>
    public IReadOnlyDictionary<string, string> Orders { get; init; } = new Dictionary<string, string>();

    public NetworkChaos? Network { get; init; }

    public ClockChaos? Clock { get; init; }

    public PowerLossPlan? PowerLoss { get; init; }

    public IReadOnlyList<FaultPlan> Faults { get; init; } = [];

    public MalformedChaos? Malformed { get; init; }

    public AbuseChaos? Abuse { get; init; }

    /// <summary>The first that fits the action counts.</summary>
    public IReadOnlyList<ScriptedAnswer> Answers { get; init; } = [];

    /// <summary>True when nothing is asked for.</summary>
    public bool IsNothing =>
        Network is null && Clock is null && PowerLoss is null && Malformed is null && Abuse is null && Faults.Count == 0 && Answers.Count == 0;

    /// <summary>The same order, given again or read again.</summary>
    public static bool AreSame(ChaosSettings? a, ChaosSettings? b) => ReferenceEquals(a, b) || (a is not null && b is not null && a.Orders.Count > 0 && a.Orders.Count == b.Orders.Count && !a.Orders.Except(b.Orders).Any());
}

/// <summary>Which frames an effect is for.</summary>
public enum ChaosDirection
{
    Both,
    ToCsms,
    FromCsms,
}

/// <summary>A bad network between the charger and its CSMS.</summary>
public sealed record NetworkChaos
{
    /// <summary>Added to every frame, ms.</summary>
    public double LatencyMs { get; init; }

    /// <summary>Up to so much more, drawn for each frame, ms. The order of frames stays.</summary>
    public double JitterMs { get; init; }

    /// <summary>Probability that a frame is lost, 0…1.</summary>
    public double Drop { get; init; }

    /// <summary>Probability that a frame comes twice, 0…1.</summary>
    public double Duplicate { get; init; }

    /// <summary>Probability that a frame is held back for up to two seconds while later ones pass it, 0…1.</summary>
    public double Reorder { get; init; }

    /// <summary>Whose frames meet latency, jitter, drop, duplicate and reorder.</summary>
    public ChaosDirection Direction { get; init; }

    /// <summary>The socket stays open and nothing flows, until the ping of one side finds out.</summary>
    public Outage? HalfOpen { get; init; }

    /// <summary>The connection is cut.</summary>
    public Outage? Disconnect { get; init; }
}

/// <summary>A time without connection.</summary>
public sealed record Outage
{
    /// <summary>When it begins, s.</summary>
    public double AfterSeconds { get; init; }

    /// <summary>How long it lasts, s. 0: a cut is over at once, a half-open connection lasts until somebody finds out.</summary>
    public double ForSeconds { get; init; }

    /// <summary>It comes again so long after the connection is back, s; null = once.</summary>
    public double? EverySeconds { get; init; }

    /// <summary>Of a cut: with a close frame (1000) instead of none.</summary>
    public bool Clean { get; init; }
}

/// <summary>A bad clock.</summary>
public sealed record ClockChaos
{
    /// <summary>How much too fast it runs, parts per million; negative = too slow, −1,000,000 = it stands still.</summary>
    public double DriftPpm { get; init; }

    /// <summary>How far it jumps, s; negative = back.</summary>
    public double JumpSeconds { get; init; }

    /// <summary>When it jumps, s.</summary>
    public double JumpAfterSeconds { get; init; }

    /// <summary>It jumps again every so many seconds; null = once.</summary>
    public double? JumpEverySeconds { get; init; }

    /// <summary>The station does not take over the time that the CSMS tells.</summary>
    public bool IgnoreCsms { get; init; }
}

/// <summary>What a station keeps over a power loss.</summary>
public enum PowerLossMemory
{
    /// <summary>Everything that is durable; an open transaction goes on or ends as <c>recovery</c> says.</summary>
    Keep,

    /// <summary>The open transactions and the messages that wait are gone, and the CSMS never hears of their end.</summary>
    Lose,
}

/// <summary>The power goes and comes back.</summary>
public sealed record PowerLossPlan
{
    /// <summary>When, s.</summary>
    public double AfterSeconds { get; init; }

    /// <summary>For how long, s.</summary>
    public double ForSeconds { get; init; } = 10;

    public PowerLossMemory Memory { get; init; }
}

/// <summary>A fault that comes by itself.</summary>
public sealed record FaultPlan
{
    /// <summary>1.6 ChargePointErrorCode or a friendly name.</summary>
    public required string FaultType { get; init; }

    /// <summary>Connector (1.6) or EVSE (2.0.1); 0 = the station itself.</summary>
    public int ConnectorId { get; init; } = 1;

    /// <summary>When, s.</summary>
    public double AfterSeconds { get; init; }

    /// <summary>When it mends itself, s; null = never.</summary>
    public double? ClearAfterSeconds { get; init; }

    /// <summary>Probability that it comes, each time, 0…1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>It may come again every so many seconds; null = once.</summary>
    public double? EverySeconds { get; init; }

    /// <summary>The time counts from the begin of each transaction on that connector.</summary>
    public bool InSession { get; init; }
}

/// <summary>Frames of the station that break the standard.</summary>
public sealed record MalformedChaos
{
    /// <summary>Share of the frames, 0…1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>What may be wrong with them; empty = anything but <see cref="Defect.Oversized"/>.</summary>
    public IReadOnlyList<Defect> Kinds { get; init; } = [];

    /// <summary>Only frames of these actions, calls and answers; empty = all.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>At most so many frames; null = without end.</summary>
    public int? Times { get; init; }
}

/// <summary>Rules of OCPP-J that the station breaks with well-formed frames; each value is the probability that it does so, 0…1.</summary>
public sealed record AbuseChaos
{
    /// <summary>A second CALL while one is in flight.</summary>
    public double ParallelCalls { get; init; }

    /// <summary>A CALL with the id of the CALL before.</summary>
    public double ReusedIds { get; init; }

    /// <summary>A CALL before BootNotification, on each new connection.</summary>
    public double EarlyCalls { get; init; }

    /// <summary>No answer to a CALL of the CSMS, although the station does what it says.</summary>
    public double NoAnswer { get; init; }

    /// <summary>CALLERROR to a CALL of the CSMS, which is not carried out.</summary>
    public double CallError { get; init; }

    /// <summary>Code of that CALLERROR.</summary>
    public RpcErrorCode CallErrorCode { get; init; } = RpcErrorCode.InternalError;

    /// <summary>Every answer is followed by one that nobody asked for.</summary>
    public double UnsolicitedAnswers { get; init; }
}

/// <summary>How often a scripted answer is given.</summary>
public enum AnswerTimes
{
    Always,
    Once,
}

/// <summary>What the station answers to an action of the CSMS instead of carrying it out. With nothing but a delay it is carried out, and answered late.</summary>
public sealed record ScriptedAnswer
{
    /// <summary>OCPP spelling.</summary>
    public required string Action { get; init; }

    /// <summary>The <c>status</c> of the response; its only property.</summary>
    public string? Status { get; init; }

    /// <summary>The whole payload of the response.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>A CALLERROR of that code.</summary>
    public RpcErrorCode? ErrorCode { get; init; }

    /// <summary>Its description.</summary>
    public string? ErrorDescription { get; init; }

    /// <summary>How late, s.</summary>
    public double DelaySeconds { get; init; }

    public AnswerTimes Times { get; init; }

    /// <summary>The payload is sent although its schema refuses it.</summary>
    public bool Unchecked { get; init; }

    /// <summary>The station does not carry the action out.</summary>
    public bool IsInstead => Status is not null || Payload is not null || ErrorCode is not null;
}

using System.Text.Json;

namespace Voltbench.Gateway.Behavior;

/// <summary>How a charger behaves; everything may be left out, null clears. docs/api/behavior.md says what each part does.</summary>
/// <param name="Seed">Seed of every random choice.</param>
/// <param name="Ev">The car that comes when nobody names one: a name or an object.</param>
/// <param name="MeterIntervalSeconds">0–86400 s; 0 = no sampled meter values.</param>
/// <param name="Recovery"><c>continue</c> or <c>power_loss</c>: what becomes of an open transaction after a crash or a power loss.</param>
/// <param name="Offline">Keeps the charger off the network.</param>
/// <param name="FirmwareFlaw"><c>none</c>, <c>disk_full</c>, <c>verification</c> or <c>installation</c>: what goes wrong with the next firmware.</param>
/// <param name="ClockSkewSeconds">Offset of the station's clock until the CSMS sets it, s.</param>
public sealed record BehaviorBody(
    long? Seed = null,
    JsonElement? Ev = null,
    int? MeterIntervalSeconds = null,
    string? Recovery = null,
    bool? Offline = null,
    string? FirmwareFlaw = null,
    double? ClockSkewSeconds = null,
    ClockBehaviorBody? Clock = null,
    NetworkBehaviorBody? Network = null,
    PowerLossBody? PowerLoss = null,
    IReadOnlyList<PlannedFaultBody>? Faults = null,
    MalformedFramesBody? Malformed = null,
    ProtocolAbuseBody? Abuse = null,
    IReadOnlyList<ScriptedAnswerBody>? Answers = null);

/// <summary>A bad clock.</summary>
/// <param name="DriftPpm">−1000000…1000000: how much too fast it runs.</param>
/// <param name="JumpSeconds">How far it jumps, s; at most a year.</param>
/// <param name="JumpAfterSeconds">When.</param>
/// <param name="JumpEverySeconds">Again every so many seconds.</param>
/// <param name="IgnoreCsms">The station does not take over the time of the CSMS.</param>
public sealed record ClockBehaviorBody(
    double? DriftPpm = null, double? JumpSeconds = null, double? JumpAfterSeconds = null, double? JumpEverySeconds = null, bool? IgnoreCsms = null);

/// <summary>A bad network.</summary>
/// <param name="LatencyMs">0–600000.</param>
/// <param name="JitterMs">0–600000.</param>
/// <param name="Drop">Probability 0–1, as the next two.</param>
/// <param name="Direction"><c>both</c>, <c>to_csms</c> or <c>from_csms</c>.</param>
public sealed record NetworkBehaviorBody(
    double? LatencyMs = null,
    double? JitterMs = null,
    double? Drop = null,
    double? Duplicate = null,
    double? Reorder = null,
    string? Direction = null,
    OutageBody? HalfOpen = null,
    OutageBody? Disconnect = null);

/// <summary>A time without connection; seconds.</summary>
/// <param name="EverySeconds">Again so long after the connection is back.</param>
/// <param name="Clean">Of a disconnect: with a close frame.</param>
public sealed record OutageBody(double? AfterSeconds = null, double? ForSeconds = null, double? EverySeconds = null, bool? Clean = null);

/// <param name="AfterSeconds">When the power goes.</param>
/// <param name="ForSeconds">For how long; default 10.</param>
/// <param name="Memory"><c>keep</c> or <c>lose</c>.</param>
public sealed record PowerLossBody(double? AfterSeconds = null, double? ForSeconds = null, string? Memory = null);

/// <param name="FaultType">ChargePointErrorCode of OCPP 1.6 or a friendly name.</param>
/// <param name="ConnectorId">Connector (1.6) or EVSE (2.0.1), default 1; 0 = the station.</param>
/// <param name="InSession">The time counts from the begin of each transaction.</param>
public sealed record PlannedFaultBody(
    string FaultType,
    int? ConnectorId = null,
    double? AfterSeconds = null,
    double? ClearAfterSeconds = null,
    double? Probability = null,
    double? EverySeconds = null,
    bool? InSession = null);

/// <param name="Probability">Share of the frames, 0–1.</param>
/// <param name="Kinds">What may be wrong with them.</param>
/// <param name="Actions">Only frames of these actions.</param>
/// <param name="Times">At most so many.</param>
public sealed record MalformedFramesBody(double? Probability = null, IReadOnlyList<string>? Kinds = null, IReadOnlyList<string>? Actions = null, int? Times = null);

/// <summary>Probabilities 0–1.</summary>
public sealed record ProtocolAbuseBody(
    double? ParallelCalls = null,
    double? ReusedIds = null,
    double? EarlyCalls = null,
    double? NoAnswer = null,
    double? CallError = null,
    string? CallErrorCode = null,
    double? UnsolicitedAnswers = null);

/// <summary>One of status, payload, error_code and delay_seconds at least, one of the first three at most.</summary>
/// <param name="Action">What the CSMS asks.</param>
/// <param name="Times"><c>always</c> or <c>once</c>.</param>
/// <param name="Unchecked">Sent although the schema refuses it.</param>
public sealed record ScriptedAnswerBody(
    string Action,
    string? Status = null,
    JsonElement? Payload = null,
    string? ErrorCode = null,
    string? ErrorDescription = null,
    double? DelaySeconds = null,
    string? Times = null,
    bool? Unchecked = null);

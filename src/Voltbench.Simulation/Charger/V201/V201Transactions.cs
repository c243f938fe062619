using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Transactions;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>
/// Transactions of OCPP 2.0.1 (E01–E15). A transaction begins when the driver is authorized (TxStartPoint <c>Authorized</c>) and ends when charging is stopped
/// (TxStopPoint <c>PowerPathClosed</c>); its events are numbered from 0 without gaps.
/// </summary>
internal static class V201Transactions
{
    public static readonly OcppAction Action = OcppActions.For<TransactionEventRequest>();

    public static void Started(Station station, Session session, in MeterSample sample)
    {
        var transaction = session.Transaction!;
        Add(station, session, OutboxRole.Start, new TransactionEventRequest
        {
            EventType = TransactionEventType.Started,
            Timestamp = transaction.StartedAt,
            TriggerReason = session.Remote is null ? TriggerReason.Authorized : TriggerReason.RemoteStart,
            SeqNo = 0,
            ReservationId = transaction.ReservationId,
            TransactionInfo = Info(session, session.Connector.IsPlugged ? ChargingState.EVConnected : ChargingState.Idle) with { RemoteStartId = session.Remote?.Id },
            Evse = new Evse { Id = session.Connector.Id, ConnectorId = 1 },
            IdToken = session.Token is { } token ? V201Tokens.Of(token) : null,
            MeterValue = [V201Meter.Full(sample with { CurrentA = 0, PowerW = 0 }, transaction.StartedAt, ReadingContext.TransactionBegin)],
        });
        if (session.Flow != PowerFlow.None)
            FlowChanged(station, session);
    }

    /// <summary>E02: what the car and the station do with the power.</summary>
    public static void FlowChanged(Station station, Session session)
    {
        var sample = session.Sample(station);
        Add(station, session, OutboxRole.Intermediate, new TransactionEventRequest
        {
            EventType = TransactionEventType.Updated,
            Timestamp = station.ClockNow,
            TriggerReason = TriggerReason.ChargingStateChanged,
            SeqNo = 0,
            TransactionInfo = Info(session, StateOf(session)),
            NumberOfPhasesUsed = sample.IsDc || session.Flow != PowerFlow.Charging ? null : sample.Phases,
        });
        ChargingNeeds.OnFlowChanged(station, session);
    }

    /// <summary>The power on offer is another (TriggerReasonEnumType ChargingRateChanged).</summary>
    public static void RateChanged(Station station, Session session)
    {
        var sample = session.Sample(station);
        Add(station, session, OutboxRole.Intermediate, new TransactionEventRequest
        {
            EventType = TransactionEventType.Updated,
            Timestamp = station.ClockNow,
            TriggerReason = TriggerReason.ChargingRateChanged,
            SeqNo = 0,
            TransactionInfo = Info(session, StateOf(session)),
            NumberOfPhasesUsed = sample.IsDc ? null : sample.Phases,
        });
    }

    public static void Sampled(Station station, Session session, in MeterSample sample)
        => Add(station, session, OutboxRole.Intermediate, new TransactionEventRequest
        {
            EventType = TransactionEventType.Updated,
            Timestamp = station.ClockNow,
            TriggerReason = TriggerReason.MeterValuePeriodic,
            SeqNo = 0,
            TransactionInfo = Info(session, StateOf(session)),
            MeterValue = [V201Meter.Full(sample, station.ClockNow, ReadingContext.SamplePeriodic)],
        });

    public static void Ended(Station station, Session session, in MeterSample sample, StopReason reason)
    {
        var (stopped, trigger) = ReasonOf(reason);
        Add(station, session, OutboxRole.End, new TransactionEventRequest
        {
            EventType = TransactionEventType.Ended,
            Timestamp = station.ClockNow,
            TriggerReason = trigger,
            SeqNo = 0,
            TransactionInfo = Info(session, session.Connector.IsPlugged ? ChargingState.EVConnected : ChargingState.Idle) with
            {
                StoppedReason = stopped,
                // How long the power was away nobody knows, so neither how long it flowed.
                TimeSpentCharging = reason == StopReason.PowerLoss ? null : (int)Math.Clamp((station.Fleet.Time.GetUtcNow() - session.Transaction!.StartedUtc).TotalSeconds, 0, int.MaxValue),
            },
            Evse = new Evse { Id = session.Connector.Id, ConnectorId = 1 },
            IdToken = session.StoppedBy is { } by ? V201Tokens.Of(by) : null,
            MeterValue = [V201Meter.Full(sample, station.ClockNow, ReadingContext.TransactionEnd)],
        });
    }

    public static OutboxRole RoleOf(OutboxMessage message)
        => OcppJson.Deserialize<TransactionEventRequest>(message.Payload.Span).EventType switch
        {
            TransactionEventType.Started => OutboxRole.Start,
            TransactionEventType.Ended => OutboxRole.End,
            _ => OutboxRole.Intermediate,
        };

    public static void OnDelivered(Station station, OutboxEntry entry, in RpcInput answer)
    {
        var response = OcppJson.Deserialize<TransactionEventResponse>(answer.Payload.Span);
        TransactionCosts.Take(station, entry, response);
        if (response.IdTokenInfo is not { } info)
            return;
        if (OcppJson.Deserialize<TransactionEventRequest>(entry.Message.Payload.Span).IdToken is { } token)
            station.KnownTokens.Learn(V201Tokens.Of(token), V201Tokens.Of(info)); // C10.FR.05
        station.Sessions.OnJudged(entry.Message.Transaction, V201Tokens.Of(info));
    }

    private static void Add(Station station, Session session, OutboxRole role, TransactionEventRequest request)
    {
        var numbered = request with
        {
            SeqNo = session.Transaction!.NextSeqNo++,
            Offline = station.Boot.IsAccepted ? null : true,
        };
        station.Outbox.Add(OutCall.Of(numbered), session.Transaction, role);
    }

    private static ChargingState StateOf(Session session) => session.Flow switch
    {
        PowerFlow.Charging => ChargingState.Charging,
        PowerFlow.SuspendedEV => ChargingState.SuspendedEV,
        PowerFlow.SuspendedEVSE => ChargingState.SuspendedEVSE,
        _ => session.Connector.IsPlugged ? ChargingState.EVConnected : ChargingState.Idle,
    };

    private static Ocpp.V201.Transactions.Transaction Info(Session session, ChargingState state)
        => new() { TransactionId = session.Transaction!.Reference, ChargingState = state };

    public static StopReason? StopReasonOf(string? name) => name switch
    {
        null or "Local" => StopReason.Local,
        "Remote" => StopReason.Remote,
        "DeAuthorized" => StopReason.DeAuthorized,
        "PowerLoss" => StopReason.PowerLoss,
        "ImmediateReset" => StopReason.HardReset,
        "TimeLimitReached" => StopReason.TimeLimitReached,
        "EnergyLimitReached" => StopReason.EnergyLimitReached,
        "SOCLimitReached" => StopReason.SocLimitReached,
        "EVDisconnected" => StopReason.EVDisconnected,
        "EmergencyStop" => StopReason.EmergencyStop,
        "Timeout" => StopReason.Timeout,
        "GroundFault" => StopReason.GroundFault,
        "OvercurrentFault" => StopReason.OvercurrentFault,
        "PowerQuality" => StopReason.PowerQuality,
        "Other" => StopReason.Other,
        _ => null,
    };

    private static (Reason Reason, TriggerReason Trigger) ReasonOf(StopReason reason) => reason switch
    {
        StopReason.Remote => (Reason.Remote, TriggerReason.RemoteStop),
        StopReason.DeAuthorized => (Reason.DeAuthorized, TriggerReason.Deauthorized),
        StopReason.TimeLimitReached => (Reason.TimeLimitReached, TriggerReason.TimeLimitReached),
        StopReason.EnergyLimitReached => (Reason.EnergyLimitReached, TriggerReason.EnergyLimitReached),
        StopReason.SocLimitReached => (Reason.SOCLimitReached, TriggerReason.EnergyLimitReached),
        StopReason.PowerLoss => (Reason.PowerLoss, TriggerReason.AbnormalCondition),
        StopReason.HardReset or StopReason.SoftReset => (Reason.ImmediateReset, TriggerReason.ResetCommand),
        StopReason.MasterPass => (Reason.MasterPass, TriggerReason.StopAuthorized),
        StopReason.EVDisconnected => (Reason.EVDisconnected, TriggerReason.EVCommunicationLost),
        StopReason.EmergencyStop => (Reason.EmergencyStop, TriggerReason.AbnormalCondition),
        StopReason.GroundFault => (Reason.GroundFault, TriggerReason.AbnormalCondition),
        StopReason.OvercurrentFault => (Reason.OvercurrentFault, TriggerReason.AbnormalCondition),
        StopReason.PowerQuality => (Reason.PowerQuality, TriggerReason.AbnormalCondition),
        StopReason.Timeout => (Reason.Timeout, TriggerReason.EVConnectTimeout),
        StopReason.UnlockCommand => (Reason.Other, TriggerReason.UnlockCommand),
        StopReason.Other => (Reason.Other, TriggerReason.AbnormalCondition),
        _ => (Reason.Local, TriggerReason.StopAuthorized),
    };
}

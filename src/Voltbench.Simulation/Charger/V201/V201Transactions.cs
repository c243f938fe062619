using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Transactions;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>
/// The events of OCPP 2.0.1's transactions (E01–E15), numbered from 0 without gaps; <see cref="V201TxPoints"/> says when one begins and ends.
/// </summary>
internal static class V201Transactions
{
    public static readonly OcppAction Action = OcppActions.For<TransactionEventRequest>();

    public static void Started(Station station, Session session, in MeterSample sample)
    {
        var transaction = session.Transaction!;
        var state = session.Event == SessionEvent.Flow ? StateOf(session) : session.Connector.IsPlugged ? ChargingState.EVConnected : ChargingState.Idle;
        Add(station, session, OutboxRole.Start, new TransactionEventRequest
        {
            EventType = TransactionEventType.Started,
            Timestamp = transaction.StartedAt,
            TriggerReason = TriggerOfStart(station, session),
            SeqNo = 0,
            ReservationId = transaction.ReservationId,
            TransactionInfo = Info(session, state) with { RemoteStartId = session.Remote?.Id },
            Evse = EvseOf(session),
            IdToken = session is { IsAuthorized: true, Token: { } token } ? V201Tokens.Of(token) : null,
            CableMaxCurrent = CableOf(session),
            MeterValue = V201Readings.OfStart(station, session, sample.WithoutCurrent()),
        });
        if (session.Flow != PowerFlow.None)
            FlowChanged(station, session);
    }

    /// <summary>A cable, a token or a stop in a running transaction (E02–E10).</summary>
    public static void Happened(Station station, Session session)
    {
        var isGrant = session.Event == SessionEvent.Authorized;
        var by = session.Event == SessionEvent.Stopped ? session.StoppedBy : isGrant ? session.Token : null;
        var state = session.Connector.IsPlugged ? ChargingState.EVConnected : ChargingState.Idle;
        Add(station, session, OutboxRole.Intermediate, new TransactionEventRequest
        {
            EventType = TransactionEventType.Updated,
            Timestamp = station.ClockNow,
            TriggerReason = session.Event switch
            {
                SessionEvent.PluggedIn => TriggerReason.CablePluggedIn,
                SessionEvent.Authorized => session.Remote is null ? TriggerReason.Authorized : TriggerReason.RemoteStart,
                SessionEvent.CableOut => TriggerReason.EVCommunicationLost,
                _ => ReasonOf(session.Cause).Trigger,
            },
            SeqNo = 0,
            ReservationId = isGrant ? session.Reservation?.Id : null,
            TransactionInfo = Info(session, state) with { RemoteStartId = isGrant ? session.Remote?.Id : null },
            IdToken = by is null ? null : V201Tokens.Of(by),
            CableMaxCurrent = session.Event == SessionEvent.PluggedIn ? CableOf(session) : null,
        });
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

    /// <summary>E02: what the car and the station do with the power.</summary>
    public static void FlowChanged(Station station, Session session)
    {
        var state = StateOf(session);
        if (session.ToldState == (byte)state)
            return;
        var isCharging = session.Flow == PowerFlow.Charging;
        Add(station, session, OutboxRole.Intermediate, new TransactionEventRequest
        {
            EventType = TransactionEventType.Updated,
            Timestamp = station.ClockNow,
            TriggerReason = session is { CapWh: not null, Flow: PowerFlow.SuspendedEVSE } ? TriggerReason.Deauthorized : TriggerReason.ChargingStateChanged,
            SeqNo = 0,
            TransactionInfo = Info(session, state),
            NumberOfPhasesUsed = isCharging && !session.Connector.Model.IsDc ? PowerLimits.PhasesOf(session.Connector.Outlet, session.Connector.Car!.Ev) : null,
        });
        ChargingNeeds.OnFlowChanged(station, session);
    }

    /// <summary>A reading in the transaction.</summary>
    public static void Read(Station station, Session session, TriggerReason trigger, MeterValue value)
        => Add(station, session, OutboxRole.Intermediate, new TransactionEventRequest
        {
            EventType = TransactionEventType.Updated,
            Timestamp = station.ClockNow,
            TriggerReason = trigger,
            SeqNo = 0,
            TransactionInfo = Info(session, StateOf(session)),
            MeterValue = [value],
        });

    /// <summary>The state as it is, because the CSMS asked for it (F06).</summary>
    public static void Triggered(Station station, Session session)
    {
        var sample = session.Sample(station);
        var value = V201Meter.Of(sample, station.Configuration.Get(StandardSettings.MeterValuesSampledData), station.ClockNow, ReadingContext.Trigger);
        Add(station, session, OutboxRole.Intermediate, new TransactionEventRequest
        {
            EventType = TransactionEventType.Updated,
            Timestamp = station.ClockNow,
            TriggerReason = TriggerReason.Trigger,
            SeqNo = 0,
            TransactionInfo = Info(session, StateOf(session)),
            Evse = EvseOf(session),
            MeterValue = value is null ? null : [value],
        });
    }

    public static void Ended(Station station, Session session, in MeterSample sample, StopReason reason)
    {
        var (stopped, trigger) = ReasonOf(reason);
        if (session.Event == SessionEvent.CableOut)
            trigger = TriggerReason.EVCommunicationLost;
        if (session.IsAuthorized) // the points end it, nobody stopped
            (stopped, trigger) = session.Event == SessionEvent.CableOut
                ? (Reason.EVDisconnected, TriggerReason.EVCommunicationLost)
                : (session.Connector.Car is { WantsEnergy: false } ? Reason.StoppedByEV : Reason.Other, TriggerReason.ChargingStateChanged);
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
                TimeSpentCharging = reason == StopReason.PowerLoss ? null : (int)Math.Clamp(session.ChargingTimeAt(station.Lane.Now).TotalSeconds, 0, int.MaxValue),
            },
            Evse = EvseOf(session),
            IdToken = session is { Event: SessionEvent.Stopped, StoppedBy: { } by } ? V201Tokens.Of(by) : null,
            MeterValue = V201Readings.OfEnd(station, session, sample),
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

    private static TriggerReason TriggerOfStart(Station station, Session session) => session.Event switch
    {
        _ when session is { IsAuthorized: true, Connector.IsPlugged: true } && station.Configuration.Get(StandardSettings.TxStartPoint) is [TxPoint.DataSigned] => TriggerReason.SignedDataReceived,
        SessionEvent.PluggedIn => TriggerReason.CablePluggedIn,
        SessionEvent.Flow => TriggerReason.ChargingStateChanged,
        _ => session.Remote is null ? TriggerReason.Authorized : TriggerReason.RemoteStart,
    };

    private static Evse EvseOf(Session session) => new() { Id = session.Connector.Id, ConnectorId = 1 };

    // Only of a cable that the driver brought.
    private static int? CableOf(Session session)
        => session.Connector is { Model.IsDc: false, Car.Ev.CableMaxA: > 0 and var amps } ? (int)amps : null;

    private static void Add(Station station, Session session, OutboxRole role, TransactionEventRequest request)
    {
        session.ToldState = (byte)request.TransactionInfo.ChargingState!.Value;
        var numbered = request with
        {
            SeqNo = session.Transaction!.NextSeqNo++,
            Offline = station.Boot.IsAccepted ? null : true,
        };
        station.Outbox.Add(OutCall.Of(numbered), session.Transaction, role);
    }

    private static ChargingState StateOf(Session session) => !session.Connector.IsPlugged ? ChargingState.Idle : session.Flow switch
    {
        PowerFlow.Charging => ChargingState.Charging,
        PowerFlow.SuspendedEV => ChargingState.SuspendedEV,
        PowerFlow.SuspendedEVSE => ChargingState.SuspendedEVSE,
        _ => ChargingState.EVConnected,
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

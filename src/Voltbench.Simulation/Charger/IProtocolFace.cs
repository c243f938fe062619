using Voltbench.Ocpp.Rpc;
using Voltbench.Simulation.Charger.Reserving;
using Voltbench.Simulation.Charger.Tokens;
using Voltbench.Simulation.Physics;
using Voltbench.Simulation.SmartCharging;

namespace Voltbench.Simulation.Charger;

/// <summary>One version of OCPP as the charger's behaviours see it. Stateless: one instance serves every charger.</summary>
internal interface IProtocolFace
{
    /// <summary>1.6: connector 0 is the station itself and has a status.</summary>
    bool HasConnectorZero { get; }

    string NameOf(ConnectorStatus status);

    /// <summary>Connector id within its EVSE, for the view.</summary>
    int ConnectorIdOf(Connector connector);

    /// <summary>The transaction's id as the CSMS knows it; null while it does not.</summary>
    string? TransactionIdOf(Transaction transaction);

    OutCall Boot(Station station);

    BootAnswer ReadBoot(in RpcInput answer);

    OutCall Heartbeat();

    DateTimeOffset ReadHeartbeat(in RpcInput answer);

    /// <param name="connectorId">0 = the station itself.</param>
    /// <param name="status">Its status.</param>
    /// <param name="fault">What is wrong there; null for nothing.</param>
    /// <param name="at">Since when.</param>
    OutCall Status(int connectorId, ConnectorStatus status, ConnectorFault? fault, DateTimeOffset at);

    /// <summary>A fault came or went; the changed status is told apart from this.</summary>
    void FaultChanged(Station station, int connectorId, ConnectorFault fault, bool isCleared);

    OutCall Authorize(Token token);

    /// <summary>How a CALL of a CSMS that rejected the station is answered; null = not at all.</summary>
    RpcErrorCode? CodeWhileRejected { get; }

    /// <summary>Longest token of a driver, characters.</summary>
    int MaxIdTagLength { get; }

    /// <summary>Tokens are of several types.</summary>
    bool HasTokenTypes { get; }

    /// <summary>What the CSMS says of a token in its answer to Authorize.</summary>
    TokenStanding ReadStanding(in RpcInput answer);

    /// <summary>The CSMS contradicts the local list that it sent.</summary>
    void ReportListConflict(Station station);

    /// <summary>A reservation is used up by a transaction; otherwise as soon as its driver is there.</summary>
    bool KeepsReservationUntilTransaction { get; }

    /// <summary>Tells that a reservation ended unused; null where the status of the connector says it all.</summary>
    OutCall? ReservationEnded(int reservationId, ReservationEnd end);

    /// <summary>The session has come to where a transaction begins.</summary>
    bool BeginsTransaction(Station station, Session session);

    /// <summary>The session has come to where its transaction ends.</summary>
    bool EndsTransaction(Station station, Session session);

    /// <summary>A cable that is taken out takes the authorization with it.</summary>
    bool EndsWithCable(Station station);

    /// <summary>A grant without a cable is a state of the connector.</summary>
    bool ShowsGrant { get; }

    /// <summary>Something happened in a running transaction that neither begins nor ends it; <see cref="Session.Event"/> says what.</summary>
    void Happened(Station station, Session session);

    /// <summary>In a running transaction power begins to flow or stops.</summary>
    void FlowChanged(Station station, Session session);

    /// <summary>In a running transaction the power on offer changed by more than is worth no word.</summary>
    void RateChanged(Station station, Session session);

    /// <summary>A limit from outside was set at a connector, or lifted (<paramref name="profile"/> null).</summary>
    void ExternalLimitChanged(Station station, Connector connector, Profile? profile);

    void Started(Station station, Session session, in MeterSample sample);

    void Sampled(Station station, Session session, in MeterSample sample);

    void Ended(Station station, Session session, in MeterSample sample, StopReason reason);

    /// <summary>A reading at a full part of the day, in or out of a transaction.</summary>
    void Aligned(Station station, Connector connector, in MeterSample sample, DateTimeOffset at);

    /// <summary>2.0.1: an aligned reading that waits for the end of its transaction.</summary>
    void KeepAligned(Station station, Session session, in MeterSample sample, DateTimeOffset at);

    /// <summary>2.0.1: a sampled reading that waits for the end of its transaction.</summary>
    void KeepSampled(Station station, Session session, in MeterSample sample);

    /// <summary>A reading that the CSMS asked for; false when the meter knows nothing of what it is set to tell.</summary>
    bool Triggered(Station station, Connector connector, in MeterSample sample);

    /// <summary>A reading of the main meter; null when what the station is set to tell has nothing that this meter knows.</summary>
    OutCall? Main(Station station, in MeterSample sample, DateTimeOffset at, bool isTriggered);

    /// <summary>The reason of that name in the spelling of the version; Local for none, null for one that it does not know.</summary>
    StopReason? StopReasonOf(string? name);

    OutboxRole RoleOf(OutboxMessage message);

    /// <summary>The CALL of a stored message; <paramref name="transactionIds"/> are the CSMS's, by local reference.</summary>
    OutCall Resend(OutboxEntry entry, IReadOnlyDictionary<string, int>? transactionIds);

    void OnDelivered(Station station, OutboxEntry entry, in RpcInput answer);

    void OnGivenUp(Station station, OutboxEntry entry);

    /// <summary>Handles a valid CALL of the CSMS: every one is answered.</summary>
    void Handle(Station station, in RpcInput call);
}

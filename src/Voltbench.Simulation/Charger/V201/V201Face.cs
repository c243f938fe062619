using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Authorization;
using Voltbench.Ocpp.V201.Availability;
using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Ocpp.V201.Reservation;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.Reserving;
using Voltbench.Simulation.Charger.Tokens;
using Voltbench.Simulation.Physics;
using Voltbench.Simulation.SmartCharging;
using WireStatus = Voltbench.Ocpp.V201.Availability.ConnectorStatus;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1: every connector of the catalog is an EVSE of its own with connector 1.</summary>
internal sealed class V201Face : IProtocolFace
{
    public static readonly V201Face Instance = new();

    public bool HasConnectorZero => false;

    /// <summary>B03.FR.08.</summary>
    public RpcErrorCode? CodeWhileRejected => RpcErrorCode.SecurityError;

    /// <summary>identifierString[36].</summary>
    public int MaxIdTagLength => 36;

    public string NameOf(ConnectorStatus status) => StatusOf(status).ToString();

    public int ConnectorIdOf(Connector connector) => 1;

    public string? TransactionIdOf(Transaction transaction) => transaction.Reference;

    public OutCall Boot(Station station) => OutCall.Of(new BootNotificationRequest
    {
        Reason = station.Boot.Cause switch
        {
            BootCause.Triggered => BootReason.Triggered,
            BootCause.FirmwareUpdate => BootReason.FirmwareUpdate,
            BootCause.RemoteReset => BootReason.RemoteReset,
            BootCause.ScheduledReset => BootReason.ScheduledReset,
            BootCause.Reconnect => BootReason.Unknown, // nothing booted, and the standard has no word for that
            _ => BootReason.PowerUp,
        },
        ChargingStation = new ChargingStation
        {
            VendorName = Text.Cut(station.Spec.Model.Vendor, 50),
            Model = Text.Cut(station.Spec.Model.Name, 20),
            SerialNumber = Text.CutOrNull(station.Spec.SerialNumber, 25),
            FirmwareVersion = Text.CutOrNull(station.FirmwareVersion, 50),
        },
    });

    public BootAnswer ReadBoot(in RpcInput answer)
    {
        var response = OcppJson.Deserialize<BootNotificationResponse>(answer.Payload.Span);
        return new BootAnswer(
            response.Status switch
            {
                RegistrationStatus.Accepted => Registration.Accepted,
                RegistrationStatus.Pending => Registration.Pending,
                _ => Registration.Rejected,
            },
            response.CurrentTime,
            TimeSpan.FromSeconds(Math.Max(0, response.Interval)),
            response.StatusInfo?.ReasonCode);
    }

    public OutCall Heartbeat() => OutCall.Of(new HeartbeatRequest());

    public DateTimeOffset ReadHeartbeat(in RpcInput answer) => OcppJson.Deserialize<HeartbeatResponse>(answer.Payload.Span).CurrentTime;

    public OutCall Status(int connectorId, ConnectorStatus status, ConnectorFault? fault, DateTimeOffset at) => OutCall.Of(new StatusNotificationRequest
    {
        Timestamp = at,
        ConnectorStatus = StatusOf(status),
        EvseId = connectorId,
        ConnectorId = 1,
    });

    public OutCall Authorize(Token token) => OutCall.Of(new AuthorizeRequest { IdToken = V201Tokens.Of(token) });

    public bool HasTokenTypes => true;

    public TokenStanding ReadStanding(in RpcInput answer) => V201Tokens.Of(OcppJson.Deserialize<AuthorizeResponse>(answer.Payload.Span));

    public void ReportListConflict(Station station)
    {
        // 2.0.1 knows no such report.
    }

    /// <summary>H03.FR.09.</summary>
    public bool KeepsReservationUntilTransaction => false;

    /// <summary>H01.FR.16, H01.FR.17, H04.FR.01.</summary>
    public OutCall? ReservationEnded(int reservationId, ReservationEnd end) => OutCall.Of(new ReservationStatusUpdateRequest
    {
        ReservationId = reservationId,
        ReservationUpdateStatus = end == ReservationEnd.Expired ? ReservationUpdateStatus.Expired : ReservationUpdateStatus.Removed,
    });

    /// <summary>Occupied is a connector with a cable in it.</summary>
    public bool ShowsGrant => false;

    public bool BeginsTransaction(Station station, Session session) => V201TxPoints.Begins(station, session);

    public bool EndsTransaction(Station station, Session session) => V201TxPoints.Ends(station, session);

    /// <summary>TxCtrlr.StopTxOnEVSideDisconnect (E09).</summary>
    public bool EndsWithCable(Station station) => station.Configuration.Get(StandardSettings.StopTransactionOnEVSideDisconnect);

    public void FaultChanged(Station station, int connectorId, ConnectorFault fault, bool isCleared)
        => FaultEvents.Tell(station, connectorId, fault, isCleared);

    public void Happened(Station station, Session session) => V201Transactions.Happened(station, session);

    public void FlowChanged(Station station, Session session) => V201Transactions.FlowChanged(station, session);

    public void RateChanged(Station station, Session session) => V201Transactions.RateChanged(station, session);

    public void ExternalLimitChanged(Station station, Connector connector, Profile? profile) => ChargingLimits.Tell(station, connector, profile);

    public void Started(Station station, Session session, in MeterSample sample) => V201Transactions.Started(station, session, sample);

    public void Sampled(Station station, Session session, in MeterSample sample) => V201Readings.Sampled(station, session, sample);

    public void Ended(Station station, Session session, in MeterSample sample, StopReason reason)
        => V201Transactions.Ended(station, session, sample, reason);

    public void Aligned(Station station, Connector connector, in MeterSample sample, DateTimeOffset at) => V201Readings.Aligned(station, connector, sample, at);

    public void KeepAligned(Station station, Session session, in MeterSample sample, DateTimeOffset at) => V201Readings.KeepAligned(station, session, sample, at);

    public void KeepSampled(Station station, Session session, in MeterSample sample) => V201Readings.KeepSampled(station, session, sample);

    public bool Triggered(Station station, Connector connector, in MeterSample sample) => V201Readings.Triggered(station, connector, sample);

    public OutCall? Main(Station station, in MeterSample sample, DateTimeOffset at, bool isTriggered)
        => V201Readings.Main(station, sample, at, isTriggered) is { } request ? OutCall.Of(request) : null;

    public StopReason? StopReasonOf(string? name) => V201Transactions.StopReasonOf(name);

    public OutboxRole RoleOf(OutboxMessage message) => V201Transactions.RoleOf(message);

    public OutCall Resend(OutboxEntry entry, IReadOnlyDictionary<string, int>? transactionIds)
        => new(V201Transactions.Action, entry.Message.Payload);

    public void OnDelivered(Station station, OutboxEntry entry, in RpcInput answer) => V201Transactions.OnDelivered(station, entry, answer);

    public void OnGivenUp(Station station, OutboxEntry entry)
    {
        // The CSMS sees the gap in the sequence numbers (OCPP 2.0.1 E13); nothing else depends on the message.
    }

    public void Handle(Station station, in RpcInput call) => V201Inbound.Handle(station, call);

    private static WireStatus StatusOf(ConnectorStatus status) => status switch
    {
        ConnectorStatus.Available => WireStatus.Available,
        ConnectorStatus.Reserved => WireStatus.Reserved,
        ConnectorStatus.Unavailable => WireStatus.Unavailable,
        ConnectorStatus.Faulted => WireStatus.Faulted,
        _ => WireStatus.Occupied,
    };
}

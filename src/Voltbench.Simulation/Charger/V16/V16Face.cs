using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Core;
using Voltbench.Ocpp.V16.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.Reserving;
using Voltbench.Simulation.Charger.Tokens;
using Voltbench.Simulation.Physics;
using Voltbench.Simulation.SmartCharging;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6.</summary>
internal sealed class V16Face : IProtocolFace
{
    public static readonly V16Face Instance = new();

    public bool HasConnectorZero => true;

    /// <summary>1.6 §4.2: not even an answer.</summary>
    public RpcErrorCode? CodeWhileRejected => null;

    /// <summary>CiString20Type.</summary>
    public int MaxIdTagLength => 20;

    public string NameOf(ConnectorStatus status) => StatusOf(status).ToString();

    public int ConnectorIdOf(Connector connector) => connector.Id;

    public string? TransactionIdOf(Transaction transaction)
        => transaction.CsmsId?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public OutCall Boot(Station station) => OutCall.Of(new BootNotificationRequest
    {
        ChargePointVendor = Text.Cut(station.Spec.Model.Vendor, 20),
        ChargePointModel = Text.Cut(station.Spec.Model.Name, 20),
        ChargePointSerialNumber = Text.CutOrNull(station.Spec.SerialNumber, 25),
        FirmwareVersion = Text.CutOrNull(station.FirmwareVersion, 50),
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
            null);
    }

    public OutCall Heartbeat() => OutCall.Of(new HeartbeatRequest());

    public DateTimeOffset ReadHeartbeat(in RpcInput answer) => OcppJson.Deserialize<HeartbeatResponse>(answer.Payload.Span).CurrentTime;

    public OutCall Status(int connectorId, ConnectorStatus status, ConnectorFault? fault, DateTimeOffset at) => OutCall.Of(new StatusNotificationRequest
    {
        ConnectorId = connectorId,
        ErrorCode = fault is null ? ChargePointErrorCode.NoError : Enum.Parse<ChargePointErrorCode>(fault.ErrorCode),
        Info = fault?.Info is { } info ? Text.Cut(info, 50) : null,
        Status = StatusOf(status),
        Timestamp = at,
    });

    public OutCall Authorize(Token token) => OutCall.Of(new AuthorizeRequest { IdTag = token.Id });

    public bool HasTokenTypes => false;

    public TokenStanding ReadStanding(in RpcInput answer) => V16Tokens.Of(OcppJson.Deserialize<AuthorizeResponse>(answer.Payload.Span).IdTagInfo);

    /// <summary>§3.5.2.</summary>
    public void ReportListConflict(Station station) => station.Calls.Enqueue(
        OutCall.Of(new StatusNotificationRequest
        {
            ConnectorId = 0,
            ErrorCode = ChargePointErrorCode.LocalListConflict,
            Status = station.IsInoperative ? ChargePointStatus.Unavailable : ChargePointStatus.Available,
            Timestamp = station.ClockNow,
        }),
        station.KnownTokens,
        null);

    /// <summary>§5.13.</summary>
    public bool KeepsReservationUntilTransaction => true;

    public OutCall? ReservationEnded(int reservationId, ReservationEnd end) => null;

    /// <summary>A connector that waits for its cable is Preparing (§4.9).</summary>
    public bool ShowsGrant => true;

    /// <summary>§4.8: once driver and car are there.</summary>
    public bool BeginsTransaction(Station station, Session session) => session.IsAuthorized && session.Connector.IsPlugged;

    public bool EndsTransaction(Station station, Session session) => !session.IsAuthorized;

    /// <summary>StopTransactionOnEVSideDisconnect (§9.1.24).</summary>
    public bool EndsWithCable(Station station) => station.Configuration.Get(StandardSettings.StopTransactionOnEVSideDisconnect);

    public void FaultChanged(Station station, int connectorId, ConnectorFault fault, bool isCleared)
    {
        // The error code goes with the status (§6.47).
    }

    public void FlowChanged(Station station, Session session)
    {
        // The status of the connector tells it (§4.9).
    }

    public void Happened(Station station, Session session)
    {
        // The same.
    }

    public void RateChanged(Station station, Session session)
    {
        // The next meter value tells it.
    }

    public void ExternalLimitChanged(Station station, Connector connector, Profile? profile)
    {
        // 1.6 has no words for it; GetCompositeSchedule takes it into account (§5.7).
    }

    public void Started(Station station, Session session, in MeterSample sample) => V16Transactions.Started(station, session, sample);

    public void Sampled(Station station, Session session, in MeterSample sample) => V16Readings.Sampled(station, session, sample);

    public void Ended(Station station, Session session, in MeterSample sample, StopReason reason)
        => V16Transactions.Ended(station, session, sample, reason);

    public void Aligned(Station station, Connector connector, in MeterSample sample, DateTimeOffset at) => V16Readings.Aligned(station, connector, sample, at);

    public void KeepAligned(Station station, Session session, in MeterSample sample, DateTimeOffset at)
    {
        // 1.6 keeps them with those that it sends: there is one interval.
    }

    public void KeepSampled(Station station, Session session, in MeterSample sample)
    {
        // The same.
    }

    public bool Triggered(Station station, Connector connector, in MeterSample sample) => V16Readings.Triggered(station, connector, sample);

    public OutCall? Main(Station station, in MeterSample sample, DateTimeOffset at, bool isTriggered)
        => V16Readings.Main(station, sample, at, isTriggered) is { } request ? OutCall.Of(request) : null;

    public StopReason? StopReasonOf(string? name) => V16Transactions.StopReasonOf(name);

    public OutboxRole RoleOf(OutboxMessage message) => V16Transactions.RoleOf(message.Action);

    public OutCall Resend(OutboxEntry entry, IReadOnlyDictionary<string, int>? transactionIds) => V16Transactions.Resend(entry, transactionIds);

    public void OnDelivered(Station station, OutboxEntry entry, in RpcInput answer) => V16Transactions.OnDelivered(station, entry, answer);

    public void OnGivenUp(Station station, OutboxEntry entry) => V16Transactions.OnGivenUp(station, entry);

    public void Handle(Station station, in RpcInput call) => V16Inbound.Handle(station, call);

    private static ChargePointStatus StatusOf(ConnectorStatus status) => status switch
    {
        ConnectorStatus.Available => ChargePointStatus.Available,
        ConnectorStatus.Preparing => ChargePointStatus.Preparing,
        ConnectorStatus.Charging => ChargePointStatus.Charging,
        ConnectorStatus.SuspendedEVSE => ChargePointStatus.SuspendedEVSE,
        ConnectorStatus.SuspendedEV => ChargePointStatus.SuspendedEV,
        ConnectorStatus.Finishing => ChargePointStatus.Finishing,
        ConnectorStatus.Reserved => ChargePointStatus.Reserved,
        ConnectorStatus.Unavailable => ChargePointStatus.Unavailable,
        _ => ChargePointStatus.Faulted,
    };
}

using System.Text.Json.Serialization;
using Voltbench.Csms;
using Voltbench.Ocpp;

namespace Voltbench.Gateway.Csms;

/// <summary>A station that is connected to the built-in CSMS.</summary>
/// <param name="Identity">Its identity.</param>
/// <param name="OcppVersion"><c>OCPP1.6</c> or <c>OCPP2.0.1</c>: the subprotocol agreed on.</param>
/// <param name="ConnectedSince">Start of this connection.</param>
/// <param name="LastSeen">When its last message came.</param>
/// <param name="Boot">Its last BootNotification on this connection; null before it.</param>
/// <param name="Connectors">The connectors it has told of on this connection.</param>
public sealed record CsmsStationBody(
    string Identity, string OcppVersion, DateTime ConnectedSince, DateTime LastSeen, CsmsBootBody? Boot, IReadOnlyList<CsmsConnectorBody> Connectors)
{
    internal static CsmsStationBody Of(StationInfo station) => new(
        station.Id.Identity,
        station.Version.ResourceName(),
        station.ConnectedSince.UtcDateTime,
        station.LastSeen.UtcDateTime,
        station.Boot is { } boot ? new CsmsBootBody(boot.Vendor, boot.Model, boot.SerialNumber, boot.FirmwareVersion, boot.Reason, boot.At.UtcDateTime) : null,
        [.. station.Connectors.Select(c => new CsmsConnectorBody(c.EvseId, c.ConnectorId, c.Status, c.ErrorCode))]);
}

/// <summary>What a BootNotification said.</summary>
/// <param name="Reason">OCPP 2.0.1 only.</param>
/// <param name="At">When it came.</param>
public sealed record CsmsBootBody(string Vendor, string Model, string? SerialNumber, string? FirmwareVersion, string? Reason, DateTime At);

/// <summary>What a StatusNotification said.</summary>
/// <param name="EvseId">OCPP 2.0.1 only.</param>
/// <param name="ConnectorId">OCPP 1.6: 0 is the station itself.</param>
/// <param name="Status">In the words of the OCPP version.</param>
/// <param name="ErrorCode">OCPP 1.6 only; null = no error.</param>
public sealed record CsmsConnectorBody(int? EvseId, int ConnectorId, string Status, string? ErrorCode);

/// <summary>A transaction of the built-in CSMS. Energy registers in Wh.</summary>
/// <param name="TransactionId">OCPP 1.6: the number given by the CSMS. OCPP 2.0.1: the station's id.</param>
/// <param name="MeterLastWh">Newest register known.</param>
/// <param name="StoppedAt">Null while it runs.</param>
public sealed record CsmsTransactionBody(
    string TransactionId,
    string Identity,
    string OcppVersion,
    int? EvseId,
    int? ConnectorId,
    string? IdToken,
    double? MeterStartWh,
    double? MeterLastWh,
    double? MeterStopWh,
    DateTime StartedAt,
    DateTime? StoppedAt,
    string? StopReason)
{
    internal static CsmsTransactionBody Of(CsmsTransaction t) => new(
        t.TransactionId, t.Identity, t.Version.ResourceName(), t.EvseId, t.ConnectorId, t.IdToken, t.MeterStartWh, t.MeterLastWh, t.MeterStopWh,
        t.StartedAt.UtcDateTime, t.StoppedAt?.UtcDateTime, t.StopReason);
}

/// <summary>Asks a station to start a transaction.</summary>
/// <param name="IdTag">1–20 characters for OCPP 1.6, 1–36 for 2.0.1.</param>
/// <param name="ConnectorId">OCPP 2.0.1: the EVSE. Left out: the station chooses.</param>
public sealed record RemoteStartBody(string IdTag, int? ConnectorId);

/// <summary>Asks a station to stop a transaction.</summary>
/// <param name="TransactionId">As listed; for OCPP 1.6 an integer is taken too.</param>
public sealed record RemoteStopBody(string TransactionId);

/// <summary>Asks a station to keep a connector for a token.</summary>
/// <param name="IdTag">1–20 characters for OCPP 1.6, 1–36 for 2.0.1.</param>
/// <param name="ExpiryDate">When the reservation ends.</param>
/// <param name="ConnectorId">OCPP 2.0.1: the EVSE. Left out: any of the station.</param>
public sealed record ReserveBody(string IdTag, DateTime ExpiryDate, int? ConnectorId);

/// <summary>Asks a station to give a reservation up.</summary>
/// <param name="ReservationId">As answered by reserve.</param>
public sealed record CancelReservationBody(int ReservationId);

/// <summary>Asks a station to unlock a cable.</summary>
/// <param name="ConnectorId">OCPP 2.0.1: the EVSE, of which connector 1 is unlocked.</param>
public sealed record UnlockBody(int ConnectorId);

/// <summary>What the station answered.</summary>
/// <param name="Status">In its words: <c>Accepted</c>, <c>Rejected</c>, <c>Unlocked</c>, <c>Occupied</c> …</param>
public sealed record RemoteAnswerBody(string Status)
{
    /// <summary>Only of reserve: what the reservation is called.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ReservationId { get; init; }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Gateway.Paging;
using Voltbench.Lab.Ocpi.Sessions;

namespace Voltbench.Gateway.OcpiSessions;

/// <summary>An OCPI session of a CPO.</summary>
/// <param name="Id">Its id in OCPI.</param>
/// <param name="CpoId">The CPO.</param>
/// <param name="Status"><c>PENDING</c>, <c>ACTIVE</c>, <c>COMPLETED</c> or <c>INVALID</c>.</param>
/// <param name="TransactionId">The OCPP transaction. 1.6: the number given by the CSMS; 2.0.1: the station's id.</param>
/// <param name="ChargerId">The charger.</param>
/// <param name="ChargerIdentity">Its identity.</param>
/// <param name="Peer">Who pays and is told; null = nobody: the token is of no registered peer.</param>
/// <param name="CdrId">Its CDR; null before the end, and of a session that is not billed.</param>
/// <param name="Session">The object as the peer gets it, in the CPO's version of OCPI.</param>
public sealed record OcpiSessionBody(
    string Id,
    string CpoId,
    string Status,
    string? TransactionId,
    string ChargerId,
    string ChargerIdentity,
    SessionPeerBody? Peer,
    string? CdrId,
    DateTime CreatedAt,
    DateTime LastUpdated,
    JsonElement Session)
{
    internal static OcpiSessionBody Of(SessionView s, long cpo) => new(
        s.Id, Number(cpo), s.Status, s.TransactionId, s.ChargerId, s.Identity, SessionPeerBody.Of(s.PeerId, s.PeerCountryCode, s.PeerPartyId), s.CdrId,
        s.CreatedAt.UtcDateTime, s.LastUpdated.UtcDateTime, JsonElement.Parse(s.Body));

    internal static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A registered peer.</summary>
public sealed record SessionPeerBody(string PeerId, string CountryCode, string PartyId)
{
    internal static SessionPeerBody? Of(long? id, string? countryCode, string? partyId) =>
        id is { } number ? new SessionPeerBody(OcpiSessionBody.Number(number), countryCode ?? "", partyId ?? "") : null;
}

/// <summary>A CDR of a CPO.</summary>
/// <param name="Id">Its id in OCPI.</param>
/// <param name="CpoId">The CPO.</param>
/// <param name="SessionId">The session it bills.</param>
/// <param name="Credit">It takes another one back.</param>
/// <param name="CreditedBy">The CDR that takes it back.</param>
/// <param name="TransactionId">The OCPP transaction. 1.6: the number given by the CSMS; 2.0.1: the station's id.</param>
/// <param name="ChargerId">The charger.</param>
/// <param name="ChargerIdentity">Its identity.</param>
/// <param name="Peer">Who pays; null = nobody: the token is of no registered peer.</param>
/// <param name="Cdr">The object as the peer gets it, in the CPO's version of OCPI.</param>
public sealed record OcpiCdrBody(
    string Id,
    string CpoId,
    string SessionId,
    bool Credit,
    string? CreditedBy,
    string? TransactionId,
    string? ChargerId,
    string? ChargerIdentity,
    SessionPeerBody? Peer,
    DateTime CreatedAt,
    JsonElement Cdr)
{
    internal static OcpiCdrBody Of(CdrView c, long cpo) => new(
        c.Id, OcpiSessionBody.Number(cpo), c.SessionId, c.IsCredit, c.CreditedBy, c.TransactionId, c.ChargerId, c.Identity,
        SessionPeerBody.Of(c.PeerId, c.PeerCountryCode, c.PeerPartyId), c.CreatedAt.UtcDateTime, JsonElement.Parse(c.Body));
}

/// <summary>A tariff of a CPO.</summary>
/// <param name="Id">Its id in OCPI.</param>
/// <param name="CpoId">The CPO.</param>
/// <param name="Tariff">The object as peers get it, in the CPO's version of OCPI.</param>
public sealed record OcpiTariffBody(string Id, string CpoId, DateTime LastUpdated, JsonElement Tariff)
{
    internal static OcpiTariffBody Of(TariffView t, long cpo) => new(t.Id, OcpiSessionBody.Number(cpo), t.LastUpdated.UtcDateTime, JsonElement.Parse(t.Body));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OcpiSessionBody))]
[JsonSerializable(typeof(OcpiCdrBody))]
[JsonSerializable(typeof(Page<OcpiSessionBody>), TypeInfoPropertyName = "SessionPage")]
[JsonSerializable(typeof(Page<OcpiCdrBody>), TypeInfoPropertyName = "CdrPage")]
[JsonSerializable(typeof(Page<OcpiTariffBody>), TypeInfoPropertyName = "TariffPage")]
internal sealed partial class OcpiSessionsJson : JsonSerializerContext;

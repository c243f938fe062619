using System.Text.Json;
using Voltbench.Csms;
using Voltbench.Lab.Ocpi.Messages;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;
using Voltbench.Ocpi.Transport;
using V211 = Voltbench.Ocpi.V211.Tokens;
using V221 = Voltbench.Ocpi.V221.Tokens;

namespace Voltbench.Lab.Ocpi.Tokens;

/// <summary>What an eMSP says of a token.</summary>
/// <param name="Status">Null when it did not answer, or not as the standard says.</param>
/// <param name="Reference">authorization_reference; 2.2.1 only.</param>
/// <param name="Token">The Token object of the answer on the wire; 2.2.1 only.</param>
public sealed record TokenOpinion(TokenStatus? Status, string? Reference = null, TokenObject? Token = null)
{
    public static readonly TokenOpinion None = new((TokenStatus?)null);
}

/// <summary>Real-time authorization: <c>POST {tokens}/{uid}/authorize</c> at the eMSP (mod_tokens, POST Method).</summary>
public sealed class TokenAuthorizer(OcpiClient client, PeerCallOptions options)
{
    /// <summary>Asks a peer; it has a few seconds.</summary>
    /// <param name="party">Our CPO.</param>
    /// <param name="peer">Whose token it may be; <see cref="TokenOpinion.None"/> when it has no endpoint for the question.</param>
    /// <param name="uid">As the station read it.</param>
    /// <param name="type">On the wire.</param>
    /// <param name="locationId">Where; null when that is not known.</param>
    /// <param name="evseUid">Where; null for the whole location.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<TokenOpinion> AskAsync(Party party, Peer peer, string uid, string type, string? locationId, string? evseUid, CancellationToken ct)
    {
        if (peer.Endpoint("tokens", ModuleSide.Sender) is not { } tokens)
            return TokenOpinion.None;
        var url = new UriBuilder(PartyLinks.Below(tokens, $"{Uri.EscapeDataString(uid)}/authorize"));
        url.Query = url.Query.Length > 1 ? $"{url.Query[1..]}&type={type}" : $"type={type}";
        var outcome = await client.SendAsync(
            new OcpiRequest(HttpMethod.Post, url.Uri)
            {
                Token = peer.Token,
                TokenIsBase64 = peer.TokenIsBase64,
                Version = party.Version,
                From = new PartyAddress(party.CountryCode, party.PartyId),
                To = new PartyAddress(peer.CountryCode, peer.PartyId),
                Body = Body(party.Version, locationId, evseUid),
                Timeout = TimeSpan.FromSeconds(options.AuthorizeTimeoutSeconds),
                Tag = new MessageTag(party.Id, peer.Id, "tokens"),
            },
            ct);

        // 2.2.1 has both for a token that the eMSP does not know, 2.1.1 neither.
        if (outcome.HttpStatus == 404 || outcome.StatusCode == OcpiStatus.UnknownToken)
            return new TokenOpinion(TokenStatus.Unknown);
        // The eMSP was reached and does not want to decide with what it was told.
        if (outcome.StatusCode is { } code && OcpiStatus.IsClientError(code))
            return new TokenOpinion(TokenStatus.Invalid);
        return outcome is { IsSuccess: true, Data: { } data } ? Read(party, peer, data, evseUid) : TokenOpinion.None;
    }

    private static byte[] Body(OcpiVersion version, string? locationId, string? evseUid)
    {
        if (locationId is null)
            return [];
        // Every EVSE of ours has one connector, "1".
        return version == OcpiVersion.V211
            ? OcpiJson.SerializeUtf8(new V211.LocationReferences { LocationId = locationId, EvseUids = evseUid is null ? null : [evseUid], ConnectorIds = evseUid is null ? null : ["1"] })
            : OcpiJson.SerializeUtf8(new V221.LocationReferences { LocationId = locationId, EvseUids = evseUid is null ? null : [evseUid] });
    }

    private static TokenOpinion Read(Party party, Peer peer, JsonElement data, string? evseUid)
    {
        if (party.Version == OcpiVersion.V211)
        {
            return OcpiJson.TryDeserialize<V211.AuthorizationInfo>(data, out var old, out _)
                ? new TokenOpinion(Status(old.Allowed.WireName(), old.Location?.EvseUids, evseUid))
                : TokenOpinion.None;
        }

        if (!OcpiJson.TryDeserialize<V221.AuthorizationInfo>(data, out var info, out _))
            return TokenOpinion.None;
        var token = TokenObject.Read(party.Version, peer.CountryCode, peer.PartyId, OcpiJson.SerializeUtf8(info.Token), out _);
        return new TokenOpinion(Status(info.Allowed.WireName(), info.Location?.EvseUids, evseUid), info.AuthorizationReference, token);
    }

    /// <summary>Only the EVSEs where the driver may charge come back (AuthorizationInfo, location).</summary>
    private static TokenStatus Status(string allowed, IReadOnlyList<string>? evses, string? evseUid) => allowed switch
    {
        "ALLOWED" when evseUid is not null && evses is { Count: > 0 } && !evses.Contains(evseUid, StringComparer.OrdinalIgnoreCase) => TokenStatus.NotAtThisLocation,
        "ALLOWED" => TokenStatus.Accepted,
        "BLOCKED" => TokenStatus.Blocked,
        "EXPIRED" => TokenStatus.Expired,
        "NO_CREDIT" => TokenStatus.NoCredit,
        _ => TokenStatus.NotAtThisLocation,
    };
}

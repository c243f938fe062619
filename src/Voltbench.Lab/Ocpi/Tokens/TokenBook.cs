using System.Text.Json;
using Voltbench.Csms;
using Voltbench.Lab.Csms;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Tokens;

/// <summary>
/// What a token is worth at a place of a CPO: by what its eMSP told (whitelist) or says when it is asked (real time), as the token's own rule wants it
/// (mod_tokens, WhitelistType).
/// </summary>
public sealed class TokenBook(TokenStore store, TokenAuthorizer authorizer, PeerDirectory directory)
{
    /// <summary>Peers that are asked for a token that nobody told of.</summary>
    private const int MaxAsked = 32;

    public async ValueTask<TokenVerdict> DecideAsync(PlacedToken token, CancellationToken ct)
    {
        if (await directory.FindPartyAsync(token.PartyId, ct) is not { } party)
            return TokenVerdict.Invalid;
        var peers = await directory.PeersOfAsync(party.Id, ct);
        var known = Best(await store.FindAllAsync(party.Id, token.Uid, ct), token.OcppType);
        if (known is null || peers.FirstOrDefault(peer => peer.Id == known.PeerId) is not { } owner)
            return await AskAllAsync(party, peers, token, ct);

        // ALLOWED leaves the choice to us: what is in the book is fast, and its owner keeps it right.
        if (known.Whitelist is "ALWAYS" or "ALLOWED")
            return ByBook(known, owner);

        // The validity has no influence on the question: it may have changed (WhitelistType).
        var opinion = await authorizer.AskAsync(party, owner, token.Uid, known.Type, token.LocationId, token.EvseUid, ct);
        if (opinion.Status is null)
            return known.Whitelist == "ALLOWED_OFFLINE" ? ByBook(known, owner) : TokenVerdict.Invalid;
        return InRealTime(opinion, owner, opinion.Token?.Body ?? known.Body);
    }

    /// <summary>
    /// A token that nobody told of. An eMSP of 2.2.1 may leave out telling (Real-time authorization), so each is asked; 2.1.1 does not know this, and its
    /// answer would not say whose contract it is.
    /// </summary>
    private async ValueTask<TokenVerdict> AskAllAsync(Party party, IReadOnlyList<Peer> peers, PlacedToken token, CancellationToken ct)
    {
        if (party.Version == OcpiVersion.V211)
            return new TokenVerdict(TokenStatus.Unknown);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var asked = peers.Where(static peer => peer.Endpoint("tokens", ModuleSide.Sender) is not null).Take(MaxAsked)
            .Select(async peer => (Peer: peer, Opinion: await authorizer.AskAsync(party, peer, token.Uid, TypeOf(token.OcppType), token.LocationId, token.EvseUid, enough.Token)))
            .ToList();
        (Peer Owner, TokenOpinion Opinion)? best = null;
        await foreach (var answer in Task.WhenEach(asked).WithCancellation(ct))
        {
            var (peer, opinion) = await answer;
            if (opinion is not { Status: not null and not TokenStatus.Unknown, Token: not null } || !peer.SpeaksFor(opinion.Token.CountryCode, opinion.Token.PartyId))
                continue;
            if (best is null || opinion.Status == TokenStatus.Accepted)
                best = (peer, opinion);

            // The driver does not wait for peers that are slow or silent.
            if (opinion.Status == TokenStatus.Accepted)
                break;
        }

        await enough.CancelAsync();
        if (best is not var (owner, said))
            return new TokenVerdict(TokenStatus.Unknown);

        // Sessions and CDRs need it, and the next time it is known whom to ask.
        await store.PutAsync(party, owner.Id, said.Token!, ct);
        return InRealTime(said, owner, said.Token!.Body);
    }

    private static TokenVerdict ByBook(KnownToken token, Peer owner) => token.Valid
        ? new TokenVerdict(TokenStatus.Accepted, Group(token.Body)) { Grant = new TokenGrant(owner.Id, TokenMethod.Whitelist, null, token.Body) }
        : new TokenVerdict(TokenStatus.Blocked);

    private static TokenVerdict InRealTime(TokenOpinion opinion, Peer owner, string body) => opinion.Status == TokenStatus.Accepted
        ? new TokenVerdict(TokenStatus.Accepted, Group(body)) { Grant = new TokenGrant(owner.Id, TokenMethod.AuthRequest, opinion.Reference, body) }
        : new TokenVerdict(opinion.Status!.Value);

    /// <summary>A uid is unique with its type and owner only. The type that fits the reader comes first, then a valid token, then the newest.</summary>
    private static KnownToken? Best(IReadOnlyList<KnownToken> tokens, string? ocppType) => tokens
        .OrderByDescending(token => token.Type == TypeOf(ocppType) || (ocppType == "Central" && token.Type == "AD_HOC_USER"))
        .ThenByDescending(static token => token.Valid)
        .ThenByDescending(static token => token.LastUpdated)
        .FirstOrDefault();

    /// <summary>What a reader of 1.6 reads is an RFID token; 2.0.1 tells (part 2, IdTokenEnumType).</summary>
    private static string TypeOf(string? ocppType) => ocppType switch
    {
        null or "ISO14443" or "ISO15693" => "RFID",
        "Central" => "APP_USER",
        _ => "OTHER",
    };

    /// <summary>group_id of 2.2.1, the parent of OCPP.</summary>
    private static string? Group(string body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty("group_id"u8, out var group) ? group.GetString() : null;
    }
}

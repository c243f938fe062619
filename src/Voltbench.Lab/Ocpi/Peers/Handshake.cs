using Voltbench.Lab.Ocpi.Messages;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Lab.Ocpi.Peers;

/// <summary>How a handshake ended: exactly one is there.</summary>
/// <param name="Peer">Registered on both sides.</param>
/// <param name="Fault">What the other side did, for a person.</param>
public sealed record HandshakeResult(Peer? Peer, PeerFault? Fault);

/// <summary>
/// Registers a party of ours with another platform, as the sender of the credentials module (2.2.1 credentials, Registration; 2.1.1 credentials §3). May
/// be started again after any failure, a kill among them, with the same token.
/// </summary>
public sealed class Handshake(OcpiClient client, PeerDiscovery discovery, HandshakeStore store, PeerStore peers, PeerDirectory directory)
{
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Versions, details, POST of our credentials.</summary>
    /// <param name="party">Ours.</param>
    /// <param name="versionsUrl">Of the other platform.</param>
    /// <param name="token">Its token A.</param>
    /// <param name="publicBase">Base of our links; no slash at the end.</param>
    /// <param name="ct">Gives up; the other side may have registered us by then, and starting again tells.</param>
    public Task<HandshakeResult> StartAsync(Party party, string versionsUrl, string token, string publicBase, CancellationToken ct) =>
        RunAsync(party, null, versionsUrl, token, HttpMethod.Post, publicBase, ct);

    /// <summary>Exchanges the tokens of a peer and reads its endpoints anew: PUT of our credentials.</summary>
    /// <inheritdoc cref="StartAsync"/>
    public Task<HandshakeResult> RenewAsync(Party party, Peer peer, string publicBase, CancellationToken ct) =>
        RunAsync(party, peer.Id, peer.VersionsUrl, peer.Token, HttpMethod.Put, publicBase, ct);

    /// <summary>Ends a registration: the other side is told once (DELETE of the credentials); whatever it says, it is a peer no more.</summary>
    /// <returns>What the other side said when it was not content; null when it was.</returns>
    public async Task<string?> EndAsync(Party party, Peer peer, CancellationToken ct)
    {
        OcpiOutcome? outcome = null;
        if (peer.Endpoint("credentials", ModuleSide.Sender) is { } url)
            outcome = await client.SendAsync(Request(party, peer.Id, HttpMethod.Delete, url, peer.Token, peer.TokenIsBase64) with { Timeout = EndTimeout }, ct);
        await peers.RemoveAsync(party.Id, peer.Id, ct);
        return outcome is { IsSuccess: false } ? outcome.Detail : null;
    }

    private async Task<HandshakeResult> RunAsync(
        Party party, long? peerId, string versionsUrl, string token, HttpMethod method, string publicBase, CancellationToken ct)
    {
        var correlationId = OcpiHeaders.NewId();
        var (found, fault) = await discovery.FindAsync(party, peerId, versionsUrl, token, correlationId, ct);
        if (found is null)
            return new(null, fault);
        if (found.Endpoints.FirstOrDefault(static endpoint => endpoint.Module == "credentials")?.Url is not { } url)
            return Failed(OcpiStatus.NoMatchingEndpoints, "The version details of the peer list no credentials endpoint.");

        var tokenB = await store.BeginAsync(party, token, ct);
        var body = PeerCredentials.Write(party, tokenB, PartyLinks.Versions(party, publicBase));
        var outcome = await client.SendAsync(
            Request(party, peerId, method, url, token, found.TokenIsBase64) with { Body = body, CorrelationId = correlationId }, ct);
        if (!outcome.IsSuccess)
        {
            // Only an answer says that token B was not taken.
            if (outcome.Kind == OcpiOutcomeKind.Answered || outcome is { Kind: OcpiOutcomeKind.HttpError, HttpStatus: < 500 })
                await store.AbandonAsync(party, token, ct);
            return Failed(outcome.StatusCode ?? OcpiStatus.UnusableApi, $"The peer did not take our credentials: {outcome.Detail}");
        }

        if (PeerCredentials.Read(party, outcome.DataUtf8, out var violation) is not { } theirs)
            return Failed(OcpiStatus.UnusableApi, $"The credentials that the peer answered with cannot be used: {violation}");
        if (await store.CompleteAsync(party, token, tokenB, peerId, theirs, found, ct) is not { } id
            || await directory.FindPeerAsync(party.Id, id, ct) is not { } peer)
            return Failed(OcpiStatus.ServerError, "The party was deleted, or the same handshake was ended by another request.");
        return new(peer, null);
    }

    private static OcpiRequest Request(Party party, long? peerId, HttpMethod method, Uri url, string token, bool isBase64) => new(method, url)
    {
        Token = token,
        TokenIsBase64 = isBase64,
        Version = party.Version,
        Tag = new MessageTag(party.Id, peerId, "credentials"),
    };

    private static HandshakeResult Failed(int statusCode, string message) => new(null, new PeerFault(statusCode, message));
}

using Voltbench.Lab.Ocpi.Messages;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Lab.Ocpi.Emsp;

/// <summary>Calls of a functional module of a peer: its token, its version, and who speaks to whom.</summary>
internal static class PeerRequests
{
    public static OcpiRequest To(Party party, Peer peer, string module, HttpMethod method, Uri url, ReadOnlyMemory<byte> body) => new(method, url)
    {
        Token = peer.Token,
        TokenIsBase64 = peer.TokenIsBase64,
        Version = peer.Version,
        Body = body,
        From = new PartyAddress(party.CountryCode, party.PartyId),
        To = new PartyAddress(peer.CountryCode, peer.PartyId),
        Tag = new MessageTag(party.Id, peer.Id, module),
    };
}

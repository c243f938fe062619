using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi.Transport;

namespace Voltbench.Gateway.OcpiPeer;

/// <summary>
/// OCPI-from and OCPI-to of a request (2.2.1 transport_and_format, Message Routing Headers). They may be left out between two parties that have
/// one role each, which all of ours have; what is given has to be right.
/// </summary>
internal static class RoutingHeaders
{
    /// <summary>Checks the headers against the two parties.</summary>
    /// <param name="headers">Of the request.</param>
    /// <param name="party">Ours.</param>
    /// <param name="peer">Who shows the token.</param>
    /// <param name="requester">Who asks: the named party, else the peer itself.</param>
    /// <returns>The refusal; null when nothing is wrong.</returns>
    public static OcpiAnswer? Read(IHeaderDictionary headers, Party party, Peer peer, out PartyAddress requester)
    {
        requester = new PartyAddress(peer.CountryCode, peer.PartyId);
        if (!TryRead(headers, OcpiHeaders.ToCountryCode, OcpiHeaders.ToPartyId, out var to)
            || !TryRead(headers, OcpiHeaders.FromCountryCode, OcpiHeaders.FromPartyId, out var from))
            return OcpiAnswer.Invalid("A routing header must be given once, with two characters for the country code and three for the party id, and never without its other half.");
        if (to is { } receiver && !receiver.Means(new PartyAddress(party.CountryCode, party.PartyId)))
            return OcpiAnswer.Fault(StatusCodes.Status200OK, OcpiStatus.UnknownReceiver, $"There is no party {receiver} here.");
        if (from is not { } sender)
            return null;
        if (!peer.SpeaksFor(sender.CountryCode, sender.PartyId))
            return OcpiAnswer.Invalid($"{sender} is none of the roles that were given in the credentials of this token.");
        requester = sender;
        return null;
    }

    private static bool TryRead(IHeaderDictionary headers, string countryCode, string partyId, out PartyAddress? address)
    {
        address = null;
        var (country, party) = (headers[countryCode], headers[partyId]);
        if (country.Count == 0 && party.Count == 0)
            return true;
        if (country.Count != 1 || party.Count != 1)
            return false;
        var given = new PartyAddress((country[0] ?? "").Trim(), (party[0] ?? "").Trim());
        address = given;
        return given.IsValid;
    }
}

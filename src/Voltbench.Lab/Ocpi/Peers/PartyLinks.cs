using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Peers;

/// <summary>Where our parties are reached.</summary>
public static class PartyLinks
{
    /// <summary><c>/ocpi/2.2.1</c> of CPOs, <c>/ocpi/emsp/2.2.1</c> of eMSPs.</summary>
    public static string Prefix(OcpiVersion version, PartyRole role) =>
        role == PartyRole.Cpo ? $"/ocpi/{version.Number()}" : $"/ocpi/emsp/{version.Number()}";

    /// <summary>The versions endpoint of a party.</summary>
    /// <param name="party">Ours.</param>
    /// <param name="publicBase">Base of all links, without a slash at the end.</param>
    public static string Versions(Party party, string publicBase) => $"{publicBase}{Prefix(party.Version, party.Role)}/versions";

    /// <summary>An address below an endpoint; the text leaves open whether one ends with a slash.</summary>
    /// <param name="endpoint">As the peer gave it; its query stays.</param>
    /// <param name="path">Escaped, without a slash in front, with a query of its own where it has one; empty for the endpoint itself.</param>
    public static Uri Below(Uri endpoint, string path)
    {
        if (path.Length == 0)
            return endpoint;
        var query = path.IndexOf('?', StringComparison.Ordinal);
        // A question mark in the path of a builder would be escaped.
        var below = new UriBuilder(endpoint) { Path = $"{endpoint.AbsolutePath.TrimEnd('/')}/{(query < 0 ? path : path[..query])}" };
        if (query >= 0)
            below.Query = below.Query.Length > 1 ? $"{below.Query}&{path[(query + 1)..]}" : path[query..];
        return below.Uri;
    }
}

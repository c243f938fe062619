using System.Globalization;
using Voltbench.Gateway.Ocpi;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;

namespace Voltbench.Gateway.Cpos;

/// <summary>Ids and links of a CPO in answers.</summary>
internal static class CpoLinks
{
    public static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    public static string Own(long id) => $"/ocpi/cpos/{Id(id)}";

    public static string Status(long id) => $"{Own(id)}/status";

    public static string Report(long id) => $"{Own(id)}/report";

    /// <summary>Where an eMSP begins.</summary>
    public static string Peer(PublicAddress address, HttpRequest request, Party party) =>
        PartyLinks.Versions(party, address.Of(request));
}

using System.Globalization;
using Voltbench.Gateway.Ocpi;
using Voltbench.Gateway.OcpiPeer;
using Voltbench.Lab.Ocpi.Parties;

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
        $"{address.Of(request)}{OcpiRoutes.Prefix(party.Version, PartyRole.Cpo)}/versions";
}

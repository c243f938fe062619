using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer.V221.Versions;

/// <summary>Versions and their details, of both roles (OCPI 2.2.1 version information endpoint).</summary>
internal static class VersionsModule
{
    public static void MapVersionsV221(this IEndpointRouteBuilder routes)
    {
        foreach (var role in new[] { PartyRole.Cpo, PartyRole.Emsp })
        {
            routes.MapOcpi(OcpiVersion.V221, role, HttpMethods.Get, "versions", GetVersions.AnswerAsync, OcpiAccess.AnyToken);
            routes.MapOcpi(OcpiVersion.V221, role, HttpMethods.Get, "", GetVersionDetails.AnswerAsync, OcpiAccess.AnyToken);
        }
    }
}

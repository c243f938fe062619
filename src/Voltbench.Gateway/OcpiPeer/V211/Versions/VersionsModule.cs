using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer.V211.Versions;

/// <summary>Versions and their details, of both roles (OCPI 2.1.1 version information endpoint).</summary>
internal static class VersionsModule
{
    public static void MapVersionsV211(this IEndpointRouteBuilder routes)
    {
        foreach (var role in new[] { PartyRole.Cpo, PartyRole.Emsp })
        {
            routes.MapOcpi(OcpiVersion.V211, role, HttpMethods.Get, "versions", GetVersions.AnswerAsync, OcpiAccess.AnyToken);
            routes.MapOcpi(OcpiVersion.V211, role, HttpMethods.Get, "", GetVersionDetails.AnswerAsync, OcpiAccess.AnyToken);
        }
    }
}

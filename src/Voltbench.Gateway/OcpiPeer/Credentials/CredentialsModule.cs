using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer.Credentials;

/// <summary>
/// Credentials of both roles (2.1.1 credentials, 2.2.1 credentials). The versions differ in the object only, which <see cref="PeerCredentials"/> knows.
/// </summary>
internal static class CredentialsModule
{
    public static void MapCredentials(this IEndpointRouteBuilder routes)
    {
        foreach (var version in new[] { OcpiVersion.V211, OcpiVersion.V221 })
        {
            foreach (var role in new[] { PartyRole.Cpo, PartyRole.Emsp })
            {
                // The side means nothing for this module; SENDER is what the text advises.
                routes.ServeOcpi(version, role, "credentials", ModuleSide.Sender);
                routes.Map(version, role, HttpMethods.Get, static (_, call, _) => CredentialsExchange.GetAsync(call));
                routes.Map(version, role, HttpMethods.Post, static (exchange, call, ct) => exchange.PostAsync(call, ct));
                routes.Map(version, role, HttpMethods.Put, static (exchange, call, ct) => exchange.PutAsync(call, ct));
                routes.Map(version, role, HttpMethods.Delete, static (exchange, call, ct) => exchange.DeleteAsync(call, ct));
            }
        }
    }

    private static void Map(
        this IEndpointRouteBuilder routes,
        OcpiVersion version,
        PartyRole role,
        string method,
        Func<CredentialsExchange, OcpiCall, CancellationToken, Task<OcpiAnswer>> answer) =>
        routes.MapOcpi(version, role, method, "credentials", (call, ct) => answer(call.Service<CredentialsExchange>(), call, ct), OcpiAccess.AnyToken);
}

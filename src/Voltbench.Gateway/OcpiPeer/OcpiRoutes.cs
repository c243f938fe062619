using System.Collections.Concurrent;
using Voltbench.Gateway.Auth;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer;

/// <summary>
/// Routes of modules. A path has one endpoint for all methods, so that a method that is not taken is answered in OCPI's envelope too:
/// <code>
/// routes.ServeOcpi(OcpiVersion.V221, PartyRole.Cpo, "locations", ModuleSide.Sender);
/// routes.MapOcpi(OcpiVersion.V221, PartyRole.Cpo, HttpMethods.Get, "locations/{location_id}", GetLocation.AnswerAsync);
/// </code>
/// </summary>
public static class OcpiRoutes
{
    /// <summary>Lists a module in the version details.</summary>
    public static void ServeOcpi(this IEndpointRouteBuilder routes, OcpiVersion version, PartyRole role, string module, ModuleSide side) =>
        routes.ServiceProvider.GetRequiredService<OcpiModules>().Add(new OcpiModule(version, role, module, side));

    /// <summary>Adds a method of a path.</summary>
    /// <param name="version">Of the route; a token of a party of the other version is a 401.</param>
    /// <param name="role">Of the party that answers.</param>
    /// <param name="method">One of <see cref="HttpMethods"/>.</param>
    /// <param name="pattern">Behind the base URL, beginning with the module; parameters by <see cref="OcpiCall.Path"/>.</param>
    /// <param name="handler">Its exceptions become HTTP 500 with 3000.</param>
    /// <param name="access">Who may.</param>
    public static void MapOcpi(
        this IEndpointRouteBuilder routes,
        OcpiVersion version,
        PartyRole role,
        string method,
        string pattern,
        OcpiHandler handler,
        OcpiAccess access = OcpiAccess.Peer)
    {
        var table = routes.ServiceProvider.GetRequiredService<OcpiRouteTable>();
        var route = table.GetOrAdd((version, role, pattern), key =>
        {
            var added = new OcpiRoute(version, role, pattern);
            routes.MapEnvelope($"{PartyLinks.Prefix(version, role)}/{pattern}".TrimEnd('/'), added);
            return added;
        });
        route.Add(method, handler, access);
    }

    /// <summary>What nobody serves below the paths of peers; last of all.</summary>
    public static void MapOcpiUnknown(this IEndpointRouteBuilder routes)
    {
        foreach (var role in new[] { PartyRole.Cpo, PartyRole.Emsp })
        {
            foreach (var version in new[] { OcpiVersion.V211, OcpiVersion.V221 })
                routes.MapEnvelope($"{PartyLinks.Prefix(version, role)}/{{**rest}}", OcpiRoute.Unknown(version, role));
        }

        // /ocpi/2.3.0/…, /ocpi/2.2/…: something that looks like a version.
        routes.Map(@"/ocpi/{version:regex(^\d+\.[\d.]+$)}/{**rest}", UnknownVersion.AnswerAsync).RequireAccess(AccessRule.Anonymous).ExcludeFromDescription();
        routes.Map("/ocpi/emsp/{version}/{**rest}", UnknownVersion.AnswerAsync).RequireAccess(AccessRule.Anonymous).ExcludeFromDescription();
    }

    private static void MapEnvelope(this IEndpointRouteBuilder routes, string pattern, OcpiRoute route)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<OcpiEndpoint>();
        routes.Map(pattern, http => endpoint.AnswerAsync(http, route)).RequireAccess(AccessRule.Anonymous).ExcludeFromDescription();
    }
}

/// <summary>The paths that were mapped.</summary>
internal sealed class OcpiRouteTable : ConcurrentDictionary<(OcpiVersion Version, PartyRole Role, string Pattern), OcpiRoute>;

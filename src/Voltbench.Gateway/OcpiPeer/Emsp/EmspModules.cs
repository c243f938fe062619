using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.OcpiPeer.Emsp;

/// <summary>What a simulated eMSP serves: the receivers of a CPO's objects, its tokens, and where results of commands are posted.</summary>
internal static class EmspModules
{
    private const string Location = "locations/{country_code}/{party_id}/{location_id}";

    public static void MapEmspModules(this IEndpointRouteBuilder routes)
    {
        foreach (var version in new[] { OcpiVersion.V211, OcpiVersion.V221 })
            routes.MapModules(version);

        routes.ServeOcpi(OcpiVersion.V221, PartyRole.Emsp, "chargingprofiles", ModuleSide.Sender);
        routes.MapOcpi(OcpiVersion.V221, PartyRole.Emsp, HttpMethods.Post, "chargingprofiles/{command}/{command_id}", CommandResults.AnswerAsync);
        routes.MapOcpi(OcpiVersion.V221, PartyRole.Emsp, HttpMethods.Put, "chargingprofiles/{session_id}", ActiveProfiles.PutAsync);
    }

    private static void MapModules(this IEndpointRouteBuilder routes, OcpiVersion version)
    {
        foreach (var module in new[] { "locations", "tariffs", "sessions", "cdrs" })
            routes.ServeOcpi(version, PartyRole.Emsp, module, ModuleSide.Receiver);
        foreach (var module in new[] { "tokens", "commands" })
            routes.ServeOcpi(version, PartyRole.Emsp, module, ModuleSide.Sender);

        foreach (var path in new[] { Location, Location + "/{evse_uid}", Location + "/{evse_uid}/{connector_id}" })
        {
            Map(HttpMethods.Get, path, ReceivedLocations.GetAsync);
            Map(HttpMethods.Put, path, ReceivedLocations.PutAsync);
            Map(HttpMethods.Patch, path, ReceivedLocations.PatchAsync);
        }

        foreach (var module in new[] { ReceivedModule.Tariffs, ReceivedModule.Sessions })
        {
            Map(HttpMethods.Get, module.Path, module.GetAsync);
            Map(HttpMethods.Put, module.Path, module.PutAsync);
        }

        Map(HttpMethods.Delete, ReceivedModule.Tariffs.Path, ReceivedModule.Tariffs.DeleteAsync);
        Map(HttpMethods.Patch, ReceivedModule.Sessions.Path, ReceivedModule.Sessions.PatchAsync);
        // 2.2.1 has none: a tariff is replaced.
        if (version == OcpiVersion.V211)
            Map(HttpMethods.Patch, ReceivedModule.Tariffs.Path, ReceivedModule.Tariffs.PatchAsync);

        Map(HttpMethods.Post, "cdrs", ReceivedCdrs.PostAsync);
        Map(HttpMethods.Get, "cdrs/{cdr_id}", ReceivedCdrs.GetAsync);

        Map(HttpMethods.Get, "tokens", OwnTokens.ListAsync);
        Map(HttpMethods.Post, "tokens/{token_uid}/authorize", OwnTokens.AuthorizeAsync);

        Map(HttpMethods.Post, "commands/{command}/{command_id}", CommandResults.AnswerAsync);

        void Map(string method, string path, OcpiHandler handler) => routes.MapOcpi(version, PartyRole.Emsp, method, path, handler);
    }
}

using Voltbench.Gateway.Auth;

namespace Voltbench.Gateway.Catalog;

internal static class CatalogRoutes
{
    public static void MapCatalog(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/ocpp/catalog").WithTags("catalog").RequireAccess(AccessRule.Caller);
        group.MapListBrands();
        group.MapListModels();
        group.MapGetModel();
        routes.MapGroup("/ocpp").WithTags("catalog").RequireAccess(AccessRule.Caller).MapListEvProfiles();
    }
}

using Voltbench.Gateway.Errors;

namespace Voltbench.Gateway.Cpos;

internal static class CpoRoutes
{
    public static void MapCpos(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("ocpi cpos");
        group.MapListCpos();
        group.MapCreateCpo();
        group.MapGetCpo();
        group.MapGetCpoStatus();
        group.MapGetCpoReport();
        group.MapDeleteCpo();
    }

    public static Answer Missing(HttpContext http) => ApiResults.NotFound($"There is no CPO {http.Request.RouteValues["cpo_id"]}.");
}

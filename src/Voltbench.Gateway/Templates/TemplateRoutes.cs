using Voltbench.Gateway.Auth;

namespace Voltbench.Gateway.Templates;

internal static class TemplateRoutes
{
    public static void MapTemplates(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("ocpi templates").RequireAccess(AccessRule.Caller);
        group.MapListCpoTemplates();
        group.MapListLocationTemplates();
    }
}

using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Lab.Ocpi.Templates;

namespace Voltbench.Gateway.Templates;

/// <summary><c>GET /ocpi/templates/cpos</c></summary>
internal static class ListCpoTemplates
{
    public static void MapListCpoTemplates(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpi/templates/cpos", Get).Describe("list_cpo_templates", "What a CPO can be made from")
            .Answers<CpoGalleryBody>(StatusCodes.Status200OK);

    private static Answer Get(TemplateCatalog templates)
    {
        var rows = templates.Cpos.Select(t => new CpoTemplateBody(t.Slug, t.Version, t.Description, t.Locations, templates.ChargersOf(t))).ToList();
        return ApiResults.Ok(new CpoGalleryBody(rows, rows.Count), TemplatesJson.Default.CpoGalleryBody);
    }
}

using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Paging;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Catalog;

namespace Voltbench.Gateway.Catalog;

/// <summary><c>GET /ocpp/catalog/brands/{brand_slug}/models</c></summary>
internal static class ListModels
{
    public static void MapListModels(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/brands/{brand_slug}/models", Get).Describe("list_models", "List the models of a brand")
            .Query(QueryParameter.Page, QueryParameter.Limit)
            .Answers<Page<ModelBody>>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static Answer Get(HttpContext http, ChargerCatalog catalog)
    {
        var input = new RequestReader(http);
        var page = input.Query.Page();
        if (input.Violations.Any)
            return input.Violations.Result;
        var slug = input.PathText("brand_slug");
        return catalog.FindBrand(slug) is { } brand
            ? ApiResults.Ok(page.Cut(brand.Models.Select(model => ModelBody.Of(brand, model)).ToList()), CatalogBodyJson.Default.PageModelBody)
            : ApiResults.NotFound($"The catalog has no brand '{slug}'.");
    }
}

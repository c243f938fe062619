using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Paging;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Catalog;

namespace Voltbench.Gateway.Catalog;

/// <summary><c>GET /ocpp/catalog/brands</c></summary>
internal static class ListBrands
{
    public static void MapListBrands(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/brands", Get).Describe("list_brands", "List the brands of the catalog")
            .Query(QueryParameter.Page, QueryParameter.Limit)
            .Answers<Page<BrandBody>>(StatusCodes.Status200OK);

    private static Answer Get(HttpContext http, ChargerCatalog catalog)
    {
        var input = new RequestReader(http);
        var page = input.Query.Page();
        return input.Violations.Any
            ? input.Violations.Result
            : ApiResults.Ok(page.Cut(catalog.Brands.Select(BrandBody.Of).ToList()), CatalogBodyJson.Default.PageBrandBody);
    }
}

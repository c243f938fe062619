using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Catalog;

namespace Voltbench.Gateway.Catalog;

/// <summary><c>GET /ocpp/catalog/brands/{brand_slug}/models/{model_slug}</c></summary>
internal static class GetModel
{
    public static void MapGetModel(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/brands/{brand_slug}/models/{model_slug}", Get).Describe("get_model", "Get a model of a brand")
            .Answers<ModelBody>(StatusCodes.Status200OK)
            .Also(StatusCodes.Status404NotFound);

    private static Answer Get(HttpContext http, ChargerCatalog catalog)
    {
        var input = new RequestReader(http);
        var (brandSlug, modelSlug) = (input.PathText("brand_slug"), input.PathText("model_slug"));
        return catalog.FindBrand(brandSlug) is { } brand && catalog.FindModel(brandSlug, modelSlug) is { } model
            ? ApiResults.Ok(ModelBody.Of(brand, model), CatalogBodyJson.Default.ModelBody)
            : ApiResults.NotFound($"The catalog has no model '{brandSlug}/{modelSlug}'.");
    }
}

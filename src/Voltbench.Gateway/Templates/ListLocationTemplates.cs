using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Catalog;
using Voltbench.Lab.Ocpi.Templates;

namespace Voltbench.Gateway.Templates;

/// <summary><c>GET /ocpp/templates/locations</c></summary>
internal static class ListLocationTemplates
{
    private static readonly string[] Types = ["AC", "DC", "AC-DC"];
    private static readonly string[] Versions = ["OCPP1.6", "OCPP2.0.1"];

    public static void MapListLocationTemplates(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/ocpp/templates/locations", Get).Describe("list_location_templates", "What a location of a CPO can be made from")
            .Query(
                new QueryParameter("type", QueryKind.Text, "Only of this kind of current.") { Values = Types },
                new QueryParameter("ocpp_version", QueryKind.Text, "Only with a charger of this version.") { Values = Versions })
            .Answers<LocationGalleryBody>(StatusCodes.Status200OK);

    private static Answer Get(HttpContext http, TemplateCatalog templates, ChargerCatalog chargers)
    {
        var input = new RequestReader(http);
        var type = input.Query.Enum("type", Types);
        var version = input.Query.Enum("ocpp_version", Versions);
        if (input.Violations.Any)
            return input.Violations.Result;
        var rows = templates.Locations
            .Where(t => version is null || t.ChargerGroups.Any(g => g.OcppVersion == version))
            .Select(t => Show(t, chargers))
            .Where(t => type is null || t.Type == type)
            .ToList();
        return ApiResults.Ok(new LocationGalleryBody(rows, rows.Count), TemplatesJson.Default.LocationGalleryBody);
    }

    private static LocationTemplateBody Show(LocationTemplate template, ChargerCatalog chargers)
    {
        var groups = template.ChargerGroups.Select(g => (Group: g, Model: chargers.FindModel(g.BrandSlug, g.ModelSlug)!)).ToList();
        var outlets = groups.SelectMany(static g => g.Model.Outlets(g.Group.ConnectorType)).Select(static o => o.Dc).ToHashSet();
        return new LocationTemplateBody(
            template.Slug,
            template.Version,
            template.Name,
            template.Description,
            template.Country,
            template.ParkingType,
            outlets.Count == 2 ? "AC-DC" : outlets.Contains(true) ? "DC" : "AC",
            [.. groups.Select(static g => new ChargerGroupTemplateBody(
                g.Group.BrandSlug, g.Group.ModelSlug, g.Group.ConnectorType, g.Group.OcppVersion, g.Group.Count, g.Model.MaxPowerKw))]);
    }
}

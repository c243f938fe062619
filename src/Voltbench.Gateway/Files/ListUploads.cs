using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Files;

namespace Voltbench.Gateway.Files;

/// <summary><c>GET /files/uploads</c></summary>
internal static class ListUploads
{
    public static void MapListUploads(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/files/uploads", Get).Describe("list_uploads", "Files that stations delivered, and where to")
            .Query(QueryParameter.Page, QueryParameter.Limit)
            .Answers<UploadsBody>(StatusCodes.Status200OK);

    private static Answer Get(HttpContext http, Tenant tenant, UploadStore store)
    {
        var input = new RequestReader(http);
        var page = input.Query.Page();
        if (input.Violations.Any)
            return input.Violations.Result;
        var cut = page.Cut(store.List(tenant.OrganizationId));
        var body = new UploadsBody(
            FileRoutes.UrlOf(http, $"/files/in/{tenant.OrganizationId:D}/{store.KeyOf(tenant.OrganizationId)}/"),
            [.. cut.Data.Select(f => new UploadBody(f.Id, f.Name, f.Size, f.UploadedAt, FileRoutes.UrlOf(http, $"/files/uploads/{f.Id}")))],
            cut.Total,
            cut.PageNumber,
            cut.Limit);
        return ApiResults.Ok(body, FilesJson.Default.UploadsBody);
    }
}

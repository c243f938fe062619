using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Files;

namespace Voltbench.Gateway.Files;

/// <summary><c>GET</c> and <c>DELETE /files/uploads/{id}</c></summary>
internal static class ReadUpload
{
    public static void MapReadUpload(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/files/uploads/{id}", Get).Describe("read_upload", "Read a delivered file")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .Also(StatusCodes.Status404NotFound);
        routes.MapDelete("/files/uploads/{id}", Delete).Describe("delete_upload", "Delete a delivered file")
            .AnswersNothing()
            .Also(StatusCodes.Status404NotFound);
    }

    private static IResult Get(HttpContext http, Tenant tenant, UploadStore store)
    {
        var id = new RequestReader(http).PathText("id");
        return store.Find(tenant.OrganizationId, id) is { } path ? TypedResults.PhysicalFile(path, "application/octet-stream") : Missing(id);
    }

    private static Answer Delete(HttpContext http, Tenant tenant, UploadStore store)
    {
        var id = new RequestReader(http).PathText("id");
        if (store.Find(tenant.OrganizationId, id) is not { } path)
            return Missing(id);
        File.Delete(path);
        return ApiResults.NoContent();
    }

    private static Answer Missing(string id) => ApiResults.NotFound($"There is no file '{id}'.");
}

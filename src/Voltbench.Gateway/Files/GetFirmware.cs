using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;

namespace Voltbench.Gateway.Files;

/// <summary><c>GET /files/firmware/{name}</c>: an image for anybody, for a station has no token.</summary>
internal static class GetFirmware
{
    public static void MapGetFirmware(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/files/firmware/{name}", GetAsync).RequireAccess(AccessRule.Anonymous)
            .WithName("get_firmware").WithSummary("A firmware image of any size; the same address gives the same bytes")
            .Query(FirmwareInput.Parameters)
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .Produces<ValidationErrorBody>(StatusCodes.Status422UnprocessableEntity, Answer.Json);
        routes.MapMethods("/files/firmware/{name}", ["HEAD"], GetAsync).RequireAccess(AccessRule.Anonymous).ExcludeFromDescription();
    }

    private static async Task GetAsync(HttpContext http, CancellationToken ct)
    {
        var input = new RequestReader(http);
        if (FirmwareInput.Read(http, input) is not { } image)
        {
            await input.Violations.Result.ExecuteAsync(http);
            return;
        }

        http.Response.ContentType = "application/octet-stream";
        http.Response.ContentLength = image.Size;
        if (!HttpMethods.IsHead(http.Request.Method))
            await image.WriteAsync(http.Response.Body, ct);
    }
}

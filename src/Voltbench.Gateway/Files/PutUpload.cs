using Microsoft.AspNetCore.Http.Features;
using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Lab.Files;

namespace Voltbench.Gateway.Files;

/// <summary><c>PUT</c> and <c>POST /files/in/{organization}/{key}/{file_name}</c>: a station has no token, so the address itself is the permission.</summary>
internal static class PutUpload
{
    public static void MapPutUpload(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/files/in/{organization}/{key}/{file_name}", ["PUT", "POST"], PutAsync).RequireAccess(AccessRule.Anonymous).ExcludeFromDescription();

    private static async Task<Answer> PutAsync(HttpContext http, UploadStore store, CancellationToken ct)
    {
        var values = http.Request.RouteValues;
        if (!Guid.TryParseExact(values["organization"] as string, "D", out var organization) || !store.IsKeyOf(organization, values["key"] as string ?? ""))
            return ApiResults.NotFound("There is no such folder; GET /files/uploads tells the address to deliver to.");
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = UploadStore.MaxFileBytes + 1;
        return await store.AddAsync(organization, values["file_name"] as string ?? "", http.Request.Body, ct) is null
            ? ApiResults.Problem(StatusCodes.Status413PayloadTooLarge, $"A file has at most {UploadStore.MaxFileBytes} bytes.")
            : new Answer(StatusCodes.Status201Created, ReadOnlyMemory<byte>.Empty);
    }
}

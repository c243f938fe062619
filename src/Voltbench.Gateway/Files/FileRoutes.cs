namespace Voltbench.Gateway.Files;

internal static class FileRoutes
{
    public static void MapFiles(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("files");
        group.MapGetFirmware();
        group.MapGetFirmwareSignature();
        group.MapPutUpload();
        group.MapListUploads();
        group.MapReadUpload();
        group.MapGetPublishedFirmware();
    }

    /// <summary>An address of this gateway as the caller reaches it.</summary>
    public static string UrlOf(HttpContext http, string path) => $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}{path}";
}

using Voltbench.Gateway.Auth;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.OpenApi;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Files;

namespace Voltbench.Gateway.Files;

/// <summary><c>GET /files/firmware/{name}/signature</c></summary>
internal static class GetFirmwareSignature
{
    public static void MapGetFirmwareSignature(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/files/firmware/{name}/signature", GetAsync).Describe("get_firmware_signature", "Location, checksums, signature and certificate of an image")
            .Query(FirmwareInput.Parameters)
            .Answers<FirmwareSignatureBody>(StatusCodes.Status200OK);

    private static async Task<Answer> GetAsync(HttpContext http, Tenant tenant, FirmwareSigner signer, CancellationToken ct)
    {
        var input = new RequestReader(http);
        if (FirmwareInput.Read(http, input) is not { } image)
            return input.Violations.Result;
        var (sha256, md5) = await image.HashAsync(ct);
        var (signature, certificate) = signer.Sign(sha256);
        var body = new FirmwareSignatureBody(
            FileRoutes.UrlOf(http, $"/files/firmware/{Uri.EscapeDataString(image.Name)}{http.Request.QueryString}"),
            image.Size,
            image.Version,
            Convert.ToHexStringLower(md5),
            Convert.ToHexStringLower(sha256),
            signature,
            certificate);
        return ApiResults.Ok(body, FilesJson.Default.FirmwareSignatureBody);
    }
}

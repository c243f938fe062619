using System.Text.Json.Serialization;
using Voltbench.Gateway.Paging;

namespace Voltbench.Gateway.Files;

/// <summary>What UpdateFirmware, SignedUpdateFirmware and PublishFirmware need to know of an image.</summary>
/// <param name="Location">Where a station fetches it.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Version">Version that a station reports when it runs.</param>
/// <param name="Checksum">MD5, 32 hexadecimal digits, for PublishFirmware.</param>
/// <param name="Sha256">SHA-256, 64 hexadecimal digits.</param>
/// <param name="Signature">RSA-PSS over the SHA-256, Base64.</param>
/// <param name="SigningCertificate">PEM, signer first, with what lies between it and the lab's root.</param>
public sealed record FirmwareSignatureBody(
    string Location, long Size, string Version, string Checksum, string Sha256, string Signature, string SigningCertificate);

/// <summary>A file that a station delivered.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Name">As the station called it.</param>
/// <param name="Size">Bytes.</param>
/// <param name="UploadedAt">When it was there in full.</param>
/// <param name="Url">Where to read it, with a token.</param>
public sealed record UploadBody(string Id, string Name, long Size, DateTime UploadedAt, string Url);

/// <summary>A page of delivered files.</summary>
/// <param name="UploadUrl">Where stations of the organization deliver; whoever knows it may.</param>
/// <param name="Data">The files of this page, newest first.</param>
/// <param name="Total">Files in all.</param>
/// <param name="PageNumber">The page asked for, from 1.</param>
/// <param name="Limit">Files of a full page.</param>
public sealed record UploadsBody(
    string UploadUrl, IReadOnlyList<UploadBody> Data, long Total, [property: JsonPropertyName("page")] int PageNumber, int Limit);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FirmwareSignatureBody))]
[JsonSerializable(typeof(UploadsBody))]
internal sealed partial class FilesJson : JsonSerializerContext;

using System.Net.Http.Json;
using System.Text.Json;

namespace Voltbench.Certification.Tests.Harness;

/// <summary>Files that stations fetch and deliver: the gateway's own endpoint serves them.</summary>
public static class Transfers
{
    /// <summary>Where logs go.</summary>
    public static async Task<string> UploadUrlAsync(this TestLab lab)
        => (await lab.Client.GetFromJsonAsync<JsonElement>("files/uploads")).Text("upload_url")!;

    /// <summary>The files that were delivered under that name.</summary>
    public static async Task<int> UploadsAsync(this TestLab lab, string name)
        => (await lab.Client.GetFromJsonAsync<JsonElement>("files/uploads?limit=100")).GetProperty("data").EnumerateArray().Count(f => f.Text("name") == name);

    /// <summary>An image and what signs it.</summary>
    public static async Task<Image> ImageAsync(this TestLab lab, string flaw = "")
    {
        var signed = await lab.Client.GetFromJsonAsync<JsonElement>($"files/firmware/station-9.9.9.bin/signature?size=20000{(flaw.Length > 0 ? "&flaw=" + flaw : "")}");
        return new Image(signed.Text("location")!, signed.Text("signature")!, signed.Text("signing_certificate")!);
    }

    public sealed record Image(string Location, string? Signature, string? Certificate);
}

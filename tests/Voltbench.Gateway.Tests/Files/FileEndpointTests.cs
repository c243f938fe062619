using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Npgsql;
using Voltbench.Gateway.Tests.Chargers;
using Voltbench.Simulation;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Files;

/// <summary>The built-in file endpoint as stations and users meet it.</summary>
public class FileEndpointTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private async Task<JsonElement> ReadAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    [Fact]
    public async Task An_image_is_the_same_every_time_and_says_what_it_is()
    {
        var first = await gateway.Anonymous.GetByteArrayAsync("files/firmware/station-2.3.4.bin?size=100001&for=Wallbox");
        var second = await gateway.Anonymous.GetByteArrayAsync("files/firmware/station-2.3.4.bin?size=100001&for=Wallbox");
        first.Length.ShouldBe(100_001);
        first.ShouldBe(second);
        Encoding.ASCII.GetString(first.AsSpan(0, 60)).ShouldStartWith("VOLTBENCH-FIRMWARE version=2.3.4 for=Wallbox\n");
        (await gateway.Anonymous.GetByteArrayAsync("files/firmware/station-2.3.5.bin?size=100001&for=Wallbox")).ShouldNotBe(first);
        (await gateway.Anonymous.GetByteArrayAsync("files/firmware/a.bin?size=1")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_large_image_streams_through_a_transfer_that_keeps_its_measures()
    {
        using var files = new NetworkFileTransfer(new FileTransferOptions(), TimeProvider.System);
        const string path = "files/firmware/large.bin?size=50000000&version=9.1";
        var receipt = await files.DownloadAsync(new Uri(gateway.Address, path).AbsoluteUri, CancellationToken.None);
        receipt.Outcome.ShouldBe(FileOutcome.Done, receipt.Detail);
        receipt.Length.ShouldBe(50_000_000);
        var signed = await ReadAsync(gateway.Client, "files/firmware/large.bin/signature?size=50000000&version=9.1");
        signed.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(receipt.Sha256.Span));
        signed.GetProperty("checksum").GetString().ShouldBe(Convert.ToHexStringLower(receipt.Md5.Span));
    }

    [Fact]
    public async Task A_signature_fits_the_image_and_its_certificate()
    {
        var signed = await ReadAsync(gateway.Client, "files/firmware/fw-3.0.bin/signature?size=2000");
        var location = signed.GetProperty("location").GetString()!;
        location.ShouldBe(new Uri(gateway.Address, "files/firmware/fw-3.0.bin?size=2000").AbsoluteUri);
        var image = await gateway.Anonymous.GetByteArrayAsync(location);
        var pem = signed.GetProperty("signing_certificate").GetString()!;
        pem.Length.ShouldBeLessThanOrEqualTo(5500);
        signed.GetProperty("signature").GetString()!.Length.ShouldBeLessThanOrEqualTo(800);
        using var certificate = X509Certificate2.CreateFromPem(pem);
        using var key = certificate.GetRSAPublicKey()!;
        key.VerifyData(image, Convert.FromBase64String(signed.GetProperty("signature").GetString()!), HashAlgorithmName.SHA256, RSASignaturePadding.Pss).ShouldBeTrue();
        signed.GetProperty("version").GetString().ShouldBe("3.0");
    }

    [Theory]
    [InlineData("size=0", "size")]
    [InlineData("size=4294967297", "size")]
    [InlineData("size=many", "size")]
    [InlineData("size=-1", "size")]
    [InlineData("version=a%20b", "version")]
    [InlineData("flaw=rust", "flaw")]
    public async Task What_cannot_be_made_is_a_422(string query, string name)
    {
        foreach (var path in new[] { "files/firmware/a.bin?", "files/firmware/a.bin/signature?" })
        {
            using var response = await gateway.Client.GetAsync(path + query);
            response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var body = await response.Content.ReadFromJsonAsync<JsonElement>();
            body.GetProperty("detail")[0].GetProperty("loc").EnumerateArray().Select(l => l.GetString()).ShouldBe(["query", name]);
        }
    }

    [Fact]
    public async Task A_station_delivers_to_the_address_of_its_organization_and_the_organization_alone_reads_it()
    {
        var address = (await ReadAsync(gateway.Client, "files/uploads")).GetProperty("upload_url").GetString()!;
        using var files = new NetworkFileTransfer(new FileTransferOptions(), TimeProvider.System);
        var receipt = await files.UploadAsync(address, "CP_1-diagnostics.log", "hello"u8.ToArray(), CancellationToken.None);
        receipt.Outcome.ShouldBe(FileOutcome.Done, receipt.Detail);
        (await files.UploadAsync(address + "..%2F..%2Fevil", "x", "evil"u8.ToArray(), CancellationToken.None)).Outcome.ShouldBe(FileOutcome.Done);

        var list = await ReadAsync(gateway.Client, "files/uploads");
        list.GetProperty("total").GetInt32().ShouldBe(2);
        list.GetProperty("data")[0].GetProperty("name").GetString().ShouldBe(".._2F.._2Fevil");
        var file = list.GetProperty("data")[1];
        (file.GetProperty("name").GetString(), file.GetProperty("size").GetInt64()).ShouldBe(("CP_1-diagnostics.log", 5));
        var url = file.GetProperty("url").GetString()!;
        (await gateway.Client.GetStringAsync(url)).ShouldBe("hello");

        (await ReadAsync(gateway.OtherClient, "files/uploads")).GetProperty("total").GetInt32().ShouldBe(0);
        using var foreign = await gateway.OtherClient.GetAsync(url);
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var anonymous = await gateway.Anonymous.GetAsync(url);
        anonymous.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        using var deleted = await gateway.Client.DeleteAsync(url);
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var gone = await gateway.Client.GetAsync(url);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_the_right_address_nothing_is_delivered()
    {
        var address = (await ReadAsync(gateway.Client, "files/uploads")).GetProperty("upload_url").GetString()!;
        var wrong = address.TrimEnd('/')[..^4] + "0000/";
        foreach (var target in new[] { wrong, address.Replace(gateway.Organization.ToString("D"), gateway.OtherOrganization.ToString("D"), StringComparison.Ordinal) })
        {
            using var content = new StringContent("x");
            using var response = await gateway.Anonymous.PutAsync(target + "a.log", content);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_and_not_kept()
    {
        var address = (await ReadAsync(gateway.OtherClient, "files/uploads")).GetProperty("upload_url").GetString()!;
        using var content = new ByteArrayContent(new byte[(64 * 1024 * 1024) + 1]);
        using var response = await gateway.Anonymous.PostAsync(address + "big.bin", content);
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await ReadAsync(gateway.OtherClient, "files/uploads")).GetProperty("data").EnumerateArray().ShouldAllBe(f => f.GetProperty("name").GetString() != "big.bin");
    }

    [Fact]
    public async Task Published_firmware_leads_to_where_it_came_from_unless_that_needs_credentials()
    {
        var created = await gateway.Client.SendAsync(HttpMethod.Post, "ocpp/chargers", ChargerApi.Wish("LOCAL-CONTROLLER"));
        created.Status.ShouldBe(202, created.Text);
        var id = created.String("charger_id");
        await using var source = NpgsqlDataSource.Create(gateway.ConnectionString);
        await using var insert = source.CreateCommand(
            "insert into ocpp.charger_documents (charger_key, name, content) select key, 'published', $2 from ocpp.chargers where id = $1");
        insert.Parameters.AddWithValue(id);
        insert.Parameters.AddWithValue("""
            {"Offers":[{"Checksum":"00aa","Source":"http://example.test/fw.bin?a=1"},{"Checksum":"00bb","Source":"ftp://joe:pw@example.test/fw.bin"}]}
            """u8.ToArray());
        (await insert.ExecuteNonQueryAsync()).ShouldBe(1);

        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = gateway.Address };
        using var open = await client.GetAsync($"files/published/{id}/00AA");
        open.StatusCode.ShouldBe(HttpStatusCode.Found);
        open.Headers.Location!.AbsoluteUri.ShouldBe("http://example.test/fw.bin?a=1");
        using var secret = await client.GetAsync($"files/published/{id}/00bb");
        secret.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_nobody_publishes_is_not_found()
    {
        using var response = await gateway.Anonymous.GetAsync("files/published/dep-none/00000000000000000000000000000000");
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}

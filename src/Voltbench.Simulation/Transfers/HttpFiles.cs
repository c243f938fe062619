using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Voltbench.Ocpp.Transport;

namespace Voltbench.Simulation.Transfers;

/// <summary>
/// Files over HTTP: GET to read; PUT to deliver, and POST where the server knows no PUT. Credentials of the address become Basic authentication; they do not
/// follow a redirect.
/// </summary>
internal sealed class HttpFiles : IFileProtocol, IDisposable
{
    private readonly HttpClient _client;
    private readonly FileTransferOptions _options;

    public HttpFiles(FileConnections connections, FileTransferOptions options, TlsSettings? tls)
    {
        _options = options;
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            MaxAutomaticRedirections = 5,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = async (context, cancellation) =>
                new NetworkStream(await connections.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation), ownsSocket: true),
            SslOptions = Ssl(tls),
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Voltbench", null));
    }

    public async Task<FileReceipt> DownloadAsync(FileUrl source, TransferClock clock)
    {
        using var request = Request(HttpMethod.Get, source);
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, clock.Token);
        if (Refusal(response, source) is { } refusal)
            return refusal;
        var expected = response.Content.Headers.ContentLength;
        if (expected > _options.MaxFileBytes)
            return TooLarge(source);
        using var digest = new FileDigest();
        await using var body = await response.Content.ReadAsStreamAsync(clock.Token);
        return await digest.ReadAsync(body, _options.MaxFileBytes, clock) ? digest.ToReceipt() : TooLarge(source);
    }

    public async Task<FileReceipt> UploadAsync(FileUrl destination, ReadOnlyMemory<byte> content, TransferClock clock)
    {
        var receipt = await SendAsync(HttpMethod.Put, destination, content, clock);
        if (receipt.Outcome != FileOutcome.NotSupported)
            return receipt;
        clock.Progress();
        return await SendAsync(HttpMethod.Post, destination, content, clock);
    }

    public void Dispose() => _client.Dispose();

    private async Task<FileReceipt> SendAsync(HttpMethod method, FileUrl destination, ReadOnlyMemory<byte> content, TransferClock clock)
    {
        using var request = Request(method, destination);
        request.Content = new ReadOnlyMemoryContent(content);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, clock.Token);
        return Refusal(response, destination) ?? new FileReceipt(FileOutcome.Done) { Length = content.Length };
    }

    private static HttpRequestMessage Request(HttpMethod method, FileUrl url)
    {
        var request = new HttpRequestMessage(method, url.Location);
        if (url.User is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{url.User}:{url.Password}")));
        return request;
    }

    private static FileReceipt? Refusal(HttpResponseMessage response, FileUrl url)
    {
        if (response.IsSuccessStatusCode)
            return null;
        var code = (int)response.StatusCode;
        var outcome = code switch
        {
            401 or 403 or 407 => FileOutcome.Denied,
            404 or 410 => FileOutcome.NotFound,
            405 or 501 => FileOutcome.NotSupported,
            413 => FileOutcome.TooLarge,
            >= 500 => FileOutcome.Broken,
            _ => FileOutcome.Refused,
        };
        return FileReceipt.Failed(outcome, $"{url.At} answered {code} for {url}.");
    }

    private FileReceipt TooLarge(FileUrl url)
        => FileReceipt.Failed(FileOutcome.TooLarge, $"The file at {url} is larger than {_options.MaxFileBytes} bytes.");

    private static SslClientAuthenticationOptions Ssl(TlsSettings? tls)
    {
        var options = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (tls is { Verify: false })
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        else if (tls?.TrustedRoots is { Count: > 0 } roots)
            options.CertificateChainPolicy = RootPolicy(roots);
        return options;
    }

    private static X509ChainPolicy RootPolicy(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, TrustMode = X509ChainTrustMode.CustomRootTrust };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
}

using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Voltbench.Ocpi.Transport;

/// <summary>
/// Calls peers. Every call ends within its time and size, whatever the peer does, and its end is a value. Redirects are not followed, cookies
/// and proxies not used, and each address is asked about right before it is connected to.
/// </summary>
public sealed class OcpiClient : IDisposable
{
    // A name may point elsewhere by then.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);

    private readonly OcpiClientOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;

    public OcpiClient(OcpiClientOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _http = new HttpMessageInvoker(CreateHandler(options, time));
    }

    /// <summary>Sends the request and reads the whole answer.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/>, nothing else.</exception>
    public async Task<OcpiOutcome> SendAsync(OcpiRequest request, CancellationToken ct)
    {
        request = request with
        {
            RequestId = OcpiHeaders.IsId(request.RequestId) ? request.RequestId : OcpiHeaders.NewId(),
            CorrelationId = OcpiHeaders.IsId(request.CorrelationId) ? request.CorrelationId : OcpiHeaders.NewId(),
        };
        var at = _time.GetUtcNow();
        var started = _time.GetTimestamp();
        var answer = new AnswerBody(_options.MaxResponseBytes);
        var outcome = await ExchangeAsync(request, answer, ct) with { RequestId = request.RequestId!, CorrelationId = request.CorrelationId! };
        var elapsed = _time.GetElapsedTime(started);
        TransportInstruments.Ended(outcome.Kind, elapsed);
        _options.Observe?.Invoke(new OcpiExchange(request, outcome, answer.Bytes, at, elapsed));
        return outcome;
    }

    public void Dispose() => _http.Dispose();

    private async Task<OcpiOutcome> ExchangeAsync(OcpiRequest request, AnswerBody answer, CancellationToken ct)
    {
        if (RequestMessage.Objection(request) is { } objection)
            return new OcpiOutcome(OcpiOutcomeKind.Refused) { Detail = objection };

        var limit = request.Timeout is { } own && own < _options.Timeout ? own : _options.Timeout;
        using var clock = new CancellationTokenSource(limit, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, clock.Token);
        int? status = null;
        try
        {
            using var message = RequestMessage.Create(request);
            using var response = await _http.SendAsync(message, both.Token);
            status = (int)response.StatusCode;
            await answer.ReadAsync(response.Content, both.Token);
            return AnswerReader.Read(request, response, answer);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested)
        {
            var what = status is null ? "did not answer" : "did not finish its answer";
            return new OcpiOutcome(OcpiOutcomeKind.Timeout) { HttpStatus = status, Detail = $"{PeerName.Of(request.Url)} {what} within {limit.TotalSeconds:0.###} s." };
        }
        catch (Exception error) when (Failures.IsOfThePeer(error))
        {
            return Failures.Explain(request, error, _options) with { HttpStatus = status };
        }
    }

    private static SocketsHttpHandler CreateHandler(OcpiClientOptions options, TimeProvider time) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        ActivityHeadersPropagator = System.Diagnostics.DistributedContextPropagator.CreateNoOutputPropagator(),
        MaxConnectionsPerServer = options.MaxConnectionsPerHost,
        MaxResponseHeadersLength = options.MaxHeaderKilobytes,
        MaxResponseDrainSize = 0,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        PooledConnectionIdleTimeout = IdleTime,
        ConnectCallback = new Dialer(options, time).ConnectAsync,
        SslOptions = Tls(options),
    };

    private static SslClientAuthenticationOptions Tls(OcpiClientOptions options)
    {
        // No downloads: a certificate must not make this server fetch from where it says.
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        if (options.TrustedRoots is { Count: > 0 } roots)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        return new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = policy,
            RemoteCertificateValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None || !options.VerifyServer,
        };
    }
}

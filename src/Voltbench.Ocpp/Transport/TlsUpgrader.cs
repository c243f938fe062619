using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Voltbench.Ocpp.Certificates;

namespace Voltbench.Ocpp.Transport;

/// <summary>A connected stream to an encrypted one.</summary>
internal static class TlsUpgrader
{
    /// <summary>The given stream belongs to the result, or is closed.</summary>
    /// <exception cref="OperationCanceledException">The token, nothing else.</exception>
    public static async Task<(Stream? Secured, ConnectFailure? Failure)> SecureAsync(
        Stream stream, OcppEndpoint endpoint, TimeProvider time, CancellationToken cancellationToken)
    {
        var settings = endpoint.Tls ?? new TlsSettings();
        var host = settings.ServerName ?? endpoint.Url.IdnHost;
        string? objection = null;
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = Policy(settings, time),
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                if (Accepts(settings, errors, chain))
                    return true;
                objection = CertificateObjection.Describe(errors, certificate as X509Certificate2, chain, host, time);
                return false;
            },
        };
        if (settings.ClientCertificate is { } own)
            options.ClientCertificateContext = SslStreamCertificateContext.Create(own, settings.ClientIntermediates, offline: true);

        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await secured.AuthenticateAsClientAsync(options, cancellationToken);
            var done = secured;
            secured = null;
            return (done, null);
        }
        catch (Exception error) when (Upgrader.IsBroken(error))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return (null, objection is not null ? Failures.Tls(endpoint.Url, objection, ConnectFailureKind.Certificate) : Explain(endpoint.Url, error));
        }
        finally
        {
            if (secured is not null)
                await secured.DisposeAsync();
        }
    }

    /// <summary>A refusal by the peer that comes after the handshake, as TLS 1.3 does with client certificates; null when the error is another.</summary>
    public static ConnectFailure? Refusal(Uri url, Exception error) =>
        IsWire(error) || url.Scheme != "wss" ? null : Failures.Tls(url, "the server ended it, perhaps it wants another client certificate");

    private static ConnectFailure Explain(Uri url, Exception error)
    {
        if (IsWire(error))
            return Failures.Tls(url, $"the connection broke in the handshake: {Failures.Cause(error)}");
        if (error is IOException)
            return Failures.Tls(url, "the server closed the connection in the handshake");

        // The framework says what the alert was, or that the bytes were no TLS at all; neither holds anything of ours.
        var text = error.InnerException is { } inner && !error.Message.Contains("alert", StringComparison.OrdinalIgnoreCase)
            ? inner.Message
            : error.Message;
        if (text.Contains("protocol version", StringComparison.OrdinalIgnoreCase) || text.Contains("unsupported protocol", StringComparison.OrdinalIgnoreCase))
            return Failures.Tls(url, "the server speaks no TLS 1.2 or newer", ConnectFailureKind.TlsVersion);
        return Failures.Tls(url, text.Contains("corrupted frame", StringComparison.OrdinalIgnoreCase)
            ? "the server does not speak TLS, use ws"
            : PeerText.Clean(text, 200));
    }

    private static bool IsWire(Exception error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            if (e is SocketException or ObjectDisposedException)
                return true;
        }

        return false;
    }

    /// <summary>The name must be right, and the chain lead to a root of the machine, or to one of the roots named, which need not be self-signed.</summary>
    private static bool Accepts(TlsSettings settings, SslPolicyErrors errors, X509Chain? chain)
    {
        if (!settings.Verify)
            return true;
        if (settings.TrustedRoots is not { Count: > 0 } roots)
            return errors == SslPolicyErrors.None;
        if ((errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None || chain is null
            || CertificateChain.Anchor(chain, roots, out _) is not { } anchor)
            return false;
        settings.Verified?.Invoke(anchor);
        return true;
    }

    private static X509ChainPolicy Policy(TlsSettings settings, TimeProvider time)
    {
        if (settings.TrustedRoots is { Count: > 0 } roots)
            return CertificateChain.PolicyFor(roots, time.GetUtcNow());
        return new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTimeIgnored = false,
            VerificationTime = time.GetUtcNow().UtcDateTime,
        };
    }
}

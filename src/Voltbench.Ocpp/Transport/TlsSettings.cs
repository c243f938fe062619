using System.Security.Cryptography.X509Certificates;

namespace Voltbench.Ocpp.Transport;

/// <summary>How a <c>wss</c> connection is secured (OCPP 1.6 security whitepaper §3, OCPP 2.0.1 part 2 A00). TLS 1.2 is the least.</summary>
public sealed record TlsSettings
{
    /// <summary>Authorities to trust instead of those of the machine; null or empty takes the machine's.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>False accepts any certificate: for a bench, never for production.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>Certificate with private key of the charge point, for security profile 3.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Certificates between it and its root, nearest first, to send along; null for none.</summary>
    public X509Certificate2Collection? ClientIntermediates { get; init; }

    /// <summary>Told which of <see cref="TrustedRoots"/> the server's certificate led to, when it was accepted; on any thread, before the connection is open.</summary>
    public Action<X509Certificate2>? Verified { get; init; }

    /// <summary>Name to send (SNI) and to verify; null takes the host of the address.</summary>
    public string? ServerName { get; init; }
}

namespace Voltbench.Ocpp.Certificates;

/// <summary>What a certificate is to be, for <see cref="CertificateAuthority.Issue"/>.</summary>
/// <param name="Purpose">Decides key usage and extensions.</param>
/// <param name="CommonName">
/// CN of the subject: the FQDN of a CSMS, the serial number of a station (OCPP 1.6 security whitepaper A00.FR.510, A00.FR.511), the eMAID of a contract.
/// </param>
/// <param name="NotBefore">Start of the validity.</param>
/// <param name="NotAfter">End of the validity.</param>
public sealed record CertificateOrder(CertificatePurpose Purpose, string CommonName, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>O of the subject, which the standards ask for (A00.FR.509); null leaves it out.</summary>
    public string? Organization { get; init; } = "Voltbench Lab";

    /// <summary>DNS names and IP addresses of a server; empty for all others.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public KeyKind Key { get; init; } = KeyKind.EcdsaP256;

    /// <summary>Where the status of the certificate can be asked (OCSP); null for nowhere.</summary>
    public string? OcspUrl { get; init; }
}

/// <summary>What the key of a certificate may be used for.</summary>
public enum CertificatePurpose
{
    /// <summary>TLS server: the CSMS.</summary>
    Server,

    /// <summary>TLS client: a charging station with security profile 3.</summary>
    Station,

    /// <summary>Signs firmware.</summary>
    FirmwareSigning,

    /// <summary>Contract of an EV driver (ISO 15118), CN = eMAID.</summary>
    Contract,

    /// <summary>The station towards the EV (ISO 15118, SECC).</summary>
    Secc,

    /// <summary>Signs other certificates.</summary>
    Authority,
}

/// <summary>Kind and size of a key.</summary>
public enum KeyKind
{
    EcdsaP256,
    EcdsaP384,
    Rsa2048,
    Rsa3072,

    /// <summary>Too weak by A00.FR.502: to see who takes it.</summary>
    Rsa1024,
}

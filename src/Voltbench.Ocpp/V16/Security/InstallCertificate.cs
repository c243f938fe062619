using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.V16.Security;

/// <summary>Installs a root certificate. Sent by the central system (OCPP 1.6 security whitepaper, use case M05).</summary>
public sealed record InstallCertificateRequest
{
    public required CertificateUse CertificateType { get; init; }

    [MaxLength(5500)]
    public required string Certificate { get; init; }
}

public sealed record InstallCertificateResponse
{
    public required InstallCertificateStatus Status { get; init; }
}

public enum InstallCertificateStatus
{
    Accepted,
    Failed,
    Rejected,
}

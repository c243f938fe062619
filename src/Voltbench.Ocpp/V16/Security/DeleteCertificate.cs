using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.V16.Security;

/// <summary>Removes an installed certificate. Sent by the central system (OCPP 1.6 security whitepaper, use case M04).</summary>
public sealed record DeleteCertificateRequest
{
    public required CertificateHashData CertificateHashData { get; init; }
}

public sealed record DeleteCertificateResponse
{
    public required DeleteCertificateStatus Status { get; init; }
}

public enum DeleteCertificateStatus
{
    Accepted,
    Failed,
    NotFound,
}

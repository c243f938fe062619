using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.CertificateManagement;

/// <summary>Removes an installed certificate. Sent by the CSMS (OCPP 2.0.1 part 2, use case M04).</summary>
public sealed record DeleteCertificateRequest
{
    public required CertificateHashData CertificateHashData { get; init; }
}

public sealed record DeleteCertificateResponse
{
    public required DeleteCertificateStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum DeleteCertificateStatus
{
    Accepted,
    Failed,
    NotFound,
}

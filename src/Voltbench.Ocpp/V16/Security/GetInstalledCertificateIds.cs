using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.V16.Security;

/// <summary>Asks which certificates are installed. Sent by the central system (OCPP 1.6 security whitepaper, use case M03).</summary>
public sealed record GetInstalledCertificateIdsRequest
{
    public required CertificateUse CertificateType { get; init; }
}

public sealed record GetInstalledCertificateIdsResponse
{
    [Items(1)]
    public IReadOnlyList<CertificateHashData>? CertificateHashData { get; init; }

    public required GetInstalledCertificateStatus Status { get; init; }
}

public enum GetInstalledCertificateStatus
{
    Accepted,
    NotFound,
}

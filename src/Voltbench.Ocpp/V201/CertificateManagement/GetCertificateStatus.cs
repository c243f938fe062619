using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.CertificateManagement;

/// <summary>Asks for the OCSP status of a certificate. Sent by the charging station (OCPP 2.0.1 part 2, use case M06).</summary>
public sealed record GetCertificateStatusRequest
{
    public required OcspRequestData OcspRequestData { get; init; }
}

public sealed record GetCertificateStatusResponse
{
    public required GetCertificateStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }

    [MaxLength(5500)]
    public string? OcspResult { get; init; }
}

public enum GetCertificateStatus
{
    Accepted,
    Failed,
}

using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.CertificateManagement;

/// <summary>Installs a root certificate. Sent by the CSMS (OCPP 2.0.1 part 2, use case M05).</summary>
public sealed record InstallCertificateRequest
{
    public required InstallCertificateUse CertificateType { get; init; }

    [MaxLength(5500)]
    public required string Certificate { get; init; }
}

public sealed record InstallCertificateResponse
{
    public required InstallCertificateStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum InstallCertificateUse
{
    V2GRootCertificate,
    MORootCertificate,
    CSMSRootCertificate,
    ManufacturerRootCertificate,
}

public enum InstallCertificateStatus
{
    Accepted,
    Rejected,
    Failed,
}

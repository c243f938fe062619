using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.CertificateManagement;

/// <summary>Asks which certificates are installed. Sent by the CSMS (OCPP 2.0.1 part 2, use case M03).</summary>
public sealed record GetInstalledCertificateIdsRequest
{
    [Items(1)]
    public IReadOnlyList<GetCertificateIdUse>? CertificateType { get; init; }
}

public sealed record GetInstalledCertificateIdsResponse
{
    public required GetInstalledCertificateStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }

    [Items(1)]
    public IReadOnlyList<CertificateHashDataChain>? CertificateHashDataChain { get; init; }
}

public sealed record CertificateHashDataChain
{
    public required CertificateHashData CertificateHashData { get; init; }

    public required GetCertificateIdUse CertificateType { get; init; }

    [Items(1, 4)]
    public IReadOnlyList<CertificateHashData>? ChildCertificateHashData { get; init; }
}

public enum GetInstalledCertificateStatus
{
    Accepted,
    NotFound,
}

public enum GetCertificateIdUse
{
    V2GRootCertificate,
    MORootCertificate,
    CSMSRootCertificate,
    V2GCertificateChain,
    ManufacturerRootCertificate,
}

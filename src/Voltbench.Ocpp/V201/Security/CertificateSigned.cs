using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Security;

/// <summary>Delivers a signed certificate. Sent by the CSMS (OCPP 2.0.1 part 2, use cases A02, A03).</summary>
public sealed record CertificateSignedRequest
{
    [MaxLength(10000)]
    public required string CertificateChain { get; init; }

    public CertificateSigningUse? CertificateType { get; init; }
}

public sealed record CertificateSignedResponse
{
    public required CertificateSignedStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum CertificateSignedStatus
{
    Accepted,
    Rejected,
}

using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V16.Security;

/// <summary>Delivers a signed certificate. Sent by the central system (OCPP 1.6 security whitepaper, use cases A02, A03).</summary>
public sealed record CertificateSignedRequest
{
    [MaxLength(10000)]
    public required string CertificateChain { get; init; }
}

public sealed record CertificateSignedResponse
{
    public required CertificateSignedStatus Status { get; init; }
}

public enum CertificateSignedStatus
{
    Accepted,
    Rejected,
}

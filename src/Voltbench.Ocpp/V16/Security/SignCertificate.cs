using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V16.Security;

/// <summary>Asks for a certificate request to be signed. Sent by the charge point (OCPP 1.6 security whitepaper, use cases A02, A03).</summary>
public sealed record SignCertificateRequest
{
    [MaxLength(5500)]
    public required string Csr { get; init; }
}

public sealed record SignCertificateResponse
{
    public required GenericStatus Status { get; init; }
}

public enum GenericStatus
{
    Accepted,
    Rejected,
}

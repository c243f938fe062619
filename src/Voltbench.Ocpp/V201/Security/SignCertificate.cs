using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Security;

/// <summary>Asks for a certificate request to be signed. Sent by the charging station (OCPP 2.0.1 part 2, use cases A02, A03).</summary>
public sealed record SignCertificateRequest
{
    [MaxLength(5500)]
    public required string Csr { get; init; }

    public CertificateSigningUse? CertificateType { get; init; }
}

public sealed record SignCertificateResponse
{
    public required GenericStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

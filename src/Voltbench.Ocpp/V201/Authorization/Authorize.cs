using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Authorization;

/// <summary>Asks whether an identifier may charge. Sent by the charging station (OCPP 2.0.1 part 2, use cases C01–C08).</summary>
public sealed record AuthorizeRequest
{
    public required IdToken IdToken { get; init; }

    [MaxLength(5500)]
    public string? Certificate { get; init; }

    [Items(1, 4)]
    public IReadOnlyList<OcspRequestData>? Iso15118CertificateHashData { get; init; }
}

public sealed record AuthorizeResponse
{
    public required IdTokenInfo IdTokenInfo { get; init; }

    public AuthorizeCertificateStatus? CertificateStatus { get; init; }
}

public enum AuthorizeCertificateStatus
{
    Accepted,
    SignatureError,
    CertificateExpired,
    CertificateRevoked,
    NoCertificateAvailable,
    CertChainError,
    ContractCancelled,
}

using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Types;

/// <summary>A certificate, named by hashes of its issuer.</summary>
public sealed record CertificateHashData
{
    public required HashAlgorithm HashAlgorithm { get; init; }

    [MaxLength(128)]
    public required string IssuerNameHash { get; init; }

    [MaxLength(128)]
    public required string IssuerKeyHash { get; init; }

    [MaxLength(40)]
    public required string SerialNumber { get; init; }
}

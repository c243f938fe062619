using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.CertificateManagement;

/// <summary>Passes on the certificate request of an EV (ISO 15118). Sent by the charging station (OCPP 2.0.1 part 2, use cases M01, M02).</summary>
public sealed record Get15118EVCertificateRequest
{
    /// <summary>The XML namespace of the ISO 15118 message set.</summary>
    [MaxLength(50)]
    public required string Iso15118SchemaVersion { get; init; }

    public required CertificateAction Action { get; init; }

    /// <summary>Base64.</summary>
    [MaxLength(5600)]
    public required string ExiRequest { get; init; }
}

public sealed record Get15118EVCertificateResponse
{
    public required Iso15118EVCertificateStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }

    /// <summary>Base64.</summary>
    [MaxLength(7500)]
    public required string ExiResponse { get; init; }
}

public enum CertificateAction
{
    Install,
    Update,
}

public enum Iso15118EVCertificateStatus
{
    Accepted,
    Failed,
}

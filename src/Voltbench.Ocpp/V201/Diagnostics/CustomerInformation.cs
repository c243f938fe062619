using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Diagnostics;

/// <summary>Asks to report or clear what is stored about a customer. Sent by the CSMS (OCPP 2.0.1 part 2, use cases N09, N10).</summary>
public sealed record CustomerInformationRequest
{
    public CertificateHashData? CustomerCertificate { get; init; }

    public IdToken? IdToken { get; init; }

    public required int RequestId { get; init; }

    public required bool Report { get; init; }

    public required bool Clear { get; init; }

    [MaxLength(64)]
    public string? CustomerIdentifier { get; init; }
}

public sealed record CustomerInformationResponse
{
    public required CustomerInformationStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum CustomerInformationStatus
{
    Accepted,
    Rejected,
    Invalid,
}

using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.V16.Security;

/// <summary>Asks for signed firmware to be fetched and installed. Sent by the central system (OCPP 1.6 security whitepaper, use case L01).</summary>
public sealed record SignedUpdateFirmwareRequest
{
    /// <summary>How often to try again.</summary>
    public int? Retries { get; init; }

    /// <summary>Time between tries, s.</summary>
    public int? RetryInterval { get; init; }

    public required int RequestId { get; init; }

    public required Firmware Firmware { get; init; }
}

public sealed record SignedUpdateFirmwareResponse
{
    public required UpdateFirmwareStatus Status { get; init; }
}

/// <summary>Where firmware is, when to fetch and install it, and its signature.</summary>
public sealed record Firmware
{
    [MaxLength(512)]
    public required string Location { get; init; }

    public required DateTimeOffset RetrieveDateTime { get; init; }

    public DateTimeOffset? InstallDateTime { get; init; }

    [MaxLength(5500)]
    public required string SigningCertificate { get; init; }

    [MaxLength(800)]
    public required string Signature { get; init; }
}

public enum UpdateFirmwareStatus
{
    Accepted,
    Rejected,
    AcceptedCanceled,
    InvalidCertificate,
    RevokedCertificate,
}

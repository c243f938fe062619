using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.FirmwareManagement;

/// <summary>Asks for firmware to be fetched and installed. Sent by the CSMS (OCPP 2.0.1 part 2, use cases L01, L02).</summary>
public sealed record UpdateFirmwareRequest
{
    /// <summary>How often to try again.</summary>
    public int? Retries { get; init; }

    /// <summary>Time between tries, s.</summary>
    public int? RetryInterval { get; init; }

    public required int RequestId { get; init; }

    public required Firmware Firmware { get; init; }
}

public sealed record UpdateFirmwareResponse
{
    public required UpdateFirmwareStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

/// <summary>Where firmware is, when to fetch and install it, and its signature.</summary>
public sealed record Firmware
{
    [MaxLength(512)]
    public required string Location { get; init; }

    public required DateTimeOffset RetrieveDateTime { get; init; }

    public DateTimeOffset? InstallDateTime { get; init; }

    [MaxLength(5500)]
    public string? SigningCertificate { get; init; }

    [MaxLength(800)]
    public string? Signature { get; init; }
}

public enum UpdateFirmwareStatus
{
    Accepted,
    Rejected,
    AcceptedCanceled,
    InvalidCertificate,
    RevokedCertificate,
}

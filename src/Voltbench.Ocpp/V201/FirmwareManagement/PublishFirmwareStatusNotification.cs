using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.FirmwareManagement;

/// <summary>Reports the progress of publishing firmware. Sent by the charging station (OCPP 2.0.1 part 2, use case L03).</summary>
public sealed record PublishFirmwareStatusNotificationRequest
{
    public required PublishFirmwareStatus Status { get; init; }

    [Items(1)]
    [MaxLength(512)]
    public IReadOnlyList<string>? Location { get; init; }

    public int? RequestId { get; init; }
}

public sealed record PublishFirmwareStatusNotificationResponse;

public enum PublishFirmwareStatus
{
    Idle,
    DownloadScheduled,
    Downloading,
    Downloaded,
    Published,
    DownloadFailed,
    DownloadPaused,
    InvalidChecksum,
    ChecksumVerified,
    PublishFailed,
}

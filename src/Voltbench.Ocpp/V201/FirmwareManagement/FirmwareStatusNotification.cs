namespace Voltbench.Ocpp.V201.FirmwareManagement;

/// <summary>Reports the progress of a firmware update. Sent by the charging station (OCPP 2.0.1 part 2, use cases L01, L02).</summary>
public sealed record FirmwareStatusNotificationRequest
{
    public required FirmwareStatus Status { get; init; }

    public int? RequestId { get; init; }
}

public sealed record FirmwareStatusNotificationResponse;

public enum FirmwareStatus
{
    Downloaded,
    DownloadFailed,
    Downloading,
    DownloadScheduled,
    DownloadPaused,
    Idle,
    InstallationFailed,
    Installing,
    Installed,
    InstallRebooting,
    InstallScheduled,
    InstallVerificationFailed,
    InvalidSignature,
    SignatureVerified,
}

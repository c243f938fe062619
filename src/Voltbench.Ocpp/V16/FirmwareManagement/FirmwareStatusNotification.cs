namespace Voltbench.Ocpp.V16.FirmwareManagement;

/// <summary>Reports the progress of a firmware update. Sent by the charge point (OCPP 1.6 §4.5).</summary>
public sealed record FirmwareStatusNotificationRequest
{
    public required FirmwareStatus Status { get; init; }
}

public sealed record FirmwareStatusNotificationResponse;

public enum FirmwareStatus
{
    Downloaded,
    DownloadFailed,
    Downloading,
    Idle,
    InstallationFailed,
    Installing,
    Installed,
}

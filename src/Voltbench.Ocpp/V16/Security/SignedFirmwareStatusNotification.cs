namespace Voltbench.Ocpp.V16.Security;

/// <summary>Reports the progress of a signed firmware update. Sent by the charge point (OCPP 1.6 security whitepaper, use case L01).</summary>
public sealed record SignedFirmwareStatusNotificationRequest
{
    public required SignedFirmwareStatus Status { get; init; }

    public int? RequestId { get; init; }
}

public sealed record SignedFirmwareStatusNotificationResponse;

public enum SignedFirmwareStatus
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

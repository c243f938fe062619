namespace Voltbench.Ocpp.V16.FirmwareManagement;

/// <summary>Reports the progress of a diagnostics upload. Sent by the charge point (OCPP 1.6 §4.4).</summary>
public sealed record DiagnosticsStatusNotificationRequest
{
    public required DiagnosticsStatus Status { get; init; }
}

public sealed record DiagnosticsStatusNotificationResponse;

public enum DiagnosticsStatus
{
    Idle,
    Uploaded,
    UploadFailed,
    Uploading,
}

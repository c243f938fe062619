namespace Voltbench.Ocpp.V16.Security;

/// <summary>Reports the progress of a log upload. Sent by the charge point (OCPP 1.6 security whitepaper, use case N01).</summary>
public sealed record LogStatusNotificationRequest
{
    public required UploadLogStatus Status { get; init; }

    public int? RequestId { get; init; }
}

public sealed record LogStatusNotificationResponse;

public enum UploadLogStatus
{
    BadMessage,
    Idle,
    NotSupportedOperation,
    PermissionDenied,
    Uploaded,
    UploadFailure,
    Uploading,
}

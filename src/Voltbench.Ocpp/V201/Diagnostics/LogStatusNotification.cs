namespace Voltbench.Ocpp.V201.Diagnostics;

/// <summary>Reports the progress of a log upload. Sent by the charging station (OCPP 2.0.1 part 2, use case N01).</summary>
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
    AcceptedCanceled,
}

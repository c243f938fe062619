using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V16.Security;

/// <summary>Asks for a log to be uploaded. Sent by the central system (OCPP 1.6 security whitepaper, use case N01).</summary>
public sealed record GetLogRequest
{
    public required LogParameters Log { get; init; }

    public required LogType LogType { get; init; }

    public required int RequestId { get; init; }

    /// <summary>How often to try again.</summary>
    public int? Retries { get; init; }

    /// <summary>Time between tries, s.</summary>
    public int? RetryInterval { get; init; }
}

public sealed record GetLogResponse
{
    public required LogStatus Status { get; init; }

    [MaxLength(255)]
    public string? Filename { get; init; }
}

/// <summary>Which part of the log to upload, and where to.</summary>
public sealed record LogParameters
{
    [MaxLength(512)]
    public required string RemoteLocation { get; init; }

    public DateTimeOffset? OldestTimestamp { get; init; }

    public DateTimeOffset? LatestTimestamp { get; init; }
}

public enum LogType
{
    DiagnosticsLog,
    SecurityLog,
}

public enum LogStatus
{
    Accepted,
    Rejected,
    AcceptedCanceled,
}

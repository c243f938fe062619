using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Diagnostics;

/// <summary>Asks for a log to be uploaded. Sent by the CSMS (OCPP 2.0.1 part 2, use case N01).</summary>
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

    public StatusInfo? StatusInfo { get; init; }

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

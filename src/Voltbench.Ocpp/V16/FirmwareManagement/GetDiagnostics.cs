using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.V16.FirmwareManagement;

/// <summary>Asks for diagnostics to be uploaded. Sent by the central system (OCPP 1.6 §5.9).</summary>
public sealed record GetDiagnosticsRequest
{
    public required string Location { get; init; }

    /// <summary>How often to try again.</summary>
    public int? Retries { get; init; }

    /// <summary>Time between tries, s.</summary>
    public int? RetryInterval { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? StopTime { get; init; }
}

public sealed record GetDiagnosticsResponse
{
    [MaxLength(255)]
    public string? FileName { get; init; }
}

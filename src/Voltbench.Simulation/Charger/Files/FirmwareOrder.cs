using Voltbench.Ocpp.V201.FirmwareManagement;

namespace Voltbench.Simulation.Charger.Files;

/// <summary>Which message ordered an update: it decides which messages tell how it goes.</summary>
internal enum FirmwareKind : byte
{
    /// <summary>1.6 UpdateFirmware.</summary>
    Plain,

    /// <summary>1.6 SignedUpdateFirmware (security whitepaper L01).</summary>
    Signed,

    /// <summary>2.0.1 UpdateFirmware (L01, L02).</summary>
    V201,
}

/// <summary>What the CSMS wants installed; kept on disk until it is.</summary>
internal sealed record FirmwareOrder
{
    public required FirmwareKind Kind { get; init; }

    public int? RequestId { get; init; }

    /// <summary>Where the image is; may hold credentials.</summary>
    public required string Location { get; init; }

    /// <summary>By the station's clock.</summary>
    public required DateTimeOffset RetrieveAt { get; init; }

    /// <summary>By the station's clock; null = when it can.</summary>
    public DateTimeOffset? InstallAt { get; init; }

    /// <summary>PEM; null for an unsigned image.</summary>
    public string? SigningCertificate { get; init; }

    /// <summary>Base64.</summary>
    public string? Signature { get; init; }

    /// <summary>Tries after the first.</summary>
    public int Retries { get; init; }

    /// <summary>Time between tries, s.</summary>
    public int RetryIntervalSeconds { get; init; }
}

/// <summary>How far an update has come.</summary>
internal enum FirmwareStep : byte
{
    /// <summary>There is none.</summary>
    Idle,

    /// <summary>Waits for the time to retrieve, or for the next try.</summary>
    DownloadScheduled,
    Downloading,

    /// <summary>Waits for the time to install.</summary>
    InstallScheduled,

    /// <summary>Waits for the last transaction to end.</summary>
    Waiting,
    Installing,

    /// <summary>Installed; the station boots.</summary>
    Rebooting,
}

/// <summary>Document <c>firmware</c>.</summary>
internal sealed record FirmwareRecord
{
    /// <summary>Installed version; null = that of the factory.</summary>
    public string? Version { get; init; }

    public FirmwareStep Step { get; init; }

    public FirmwareOrder? Order { get; init; }

    public int Tries { get; init; }

    /// <summary>What the fetched image is.</summary>
    public FirmwareImage? Image { get; init; }

    /// <summary>The status that was told last, with whose words.</summary>
    public FirmwareStatus? Told { get; init; }

    public FirmwareKind ToldKind { get; init; }

    public int? ToldRequestId { get; init; }

    /// <summary>The CSMS has not answered it yet.</summary>
    public bool IsUnanswered { get; init; }
}

using Voltbench.Ocpp.V201.Diagnostics;

namespace Voltbench.Simulation.Charger.Files;

/// <summary>Which message asked for a log: it decides which messages tell how it goes.</summary>
internal enum LogKind : byte
{
    /// <summary>1.6 GetDiagnostics.</summary>
    Diagnostics,

    /// <summary>1.6 GetLog (security whitepaper N01).</summary>
    V16,

    /// <summary>2.0.1 GetLog (N01).</summary>
    V201,
}

/// <summary>What the CSMS wants uploaded.</summary>
internal sealed record LogOrder
{
    public required LogKind Kind { get; init; }

    public int? RequestId { get; init; }

    /// <summary>Where to; may hold credentials.</summary>
    public required string Location { get; init; }

    public LogType Type { get; init; }

    /// <summary>By the station's clock; null = any.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>By the station's clock; null = any.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Tries after the first.</summary>
    public int Retries { get; init; }

    public TimeSpan RetryInterval { get; init; }

    public required string FileName { get; init; }
}

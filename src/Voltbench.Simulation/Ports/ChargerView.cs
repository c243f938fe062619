namespace Voltbench.Simulation;

/// <summary>State of the connection to the CSMS.</summary>
public enum ConnectionState
{
    Stopped,
    Disconnected,
    Connecting,
    Connected,
}

/// <summary>What the outside sees of a running charger; a new one is handed out at every visible change.</summary>
public sealed record ChargerView
{
    public required long Key { get; init; }

    public required ConnectionState Connection { get; init; }

    /// <summary><c>Accepted</c>, <c>Pending</c>, <c>Rejected</c>, or null before the first answer.</summary>
    public string? BootStatus { get; init; }

    public DateTimeOffset? ConnectedSince { get; init; }

    /// <summary>The last failure in words a person can act on; null when there was none since the last success.</summary>
    public string? LastError { get; init; }

    public required IReadOnlyList<ConnectorView> Connectors { get; init; }
}

/// <summary>One connector; power in W, meter in Wh, SoC in percent.</summary>
public sealed record ConnectorView(
    int EvseId,
    int ConnectorId,
    string Status,
    string ErrorCode,
    string? TransactionId,
    string? IdTag,
    double PowerW,
    double MeterWh,
    double? SocPercent)
{
    /// <summary>What the latest transaction costs, in the station's currency; null when nobody said.</summary>
    public decimal? Cost { get; init; }

    /// <summary>What can be read on the display there; several texts take turns.</summary>
    public IReadOnlyList<string> Display { get; init; } = [];
}

namespace Voltbench.Lab.Chargers;

/// <summary>A stored charger with what its runtime last reported. Holds no secret.</summary>
public sealed record ChargerRecord
{
    public long Key { get; init; }

    public string Id { get; init; } = "";

    public string Identity { get; init; } = "";

    public string? Name { get; init; }

    public string BrandSlug { get; init; } = "";

    public string ModelSlug { get; init; } = "";

    public string ConnectorType { get; init; } = "";

    public string OcppVersion { get; init; } = "";

    public Guid LocationId { get; init; }

    public string WsUrl { get; init; } = "";

    public int SecurityProfile { get; init; }

    /// <summary>JSON object.</summary>
    public string Behavior { get; init; } = "{}";

    public string Desired { get; init; } = "";

    public string Status { get; init; } = "";

    public string WorkflowRunId { get; init; } = "";

    /// <summary>JSON; null when there is none.</summary>
    public string? Error { get; init; }

    public DateTimeOffset? ProvisionedAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Null until a node has reported; then one of the words of the contract.</summary>
    public string? Connection { get; init; }

    public string? BootStatus { get; init; }

    public DateTimeOffset? ConnectedSince { get; init; }

    public string? LastError { get; init; }

    /// <summary>JSON array; null until a node has reported.</summary>
    public string? Connectors { get; init; }
}

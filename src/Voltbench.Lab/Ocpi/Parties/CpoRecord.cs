using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Parties;

/// <summary>A CPO that is alive, as its owner sees it.</summary>
public sealed record CpoRecord
{
    public required Party Party { get; init; }

    public required string Template { get; init; }

    public required string TemplateVersion { get; init; }

    public long Seed { get; init; }

    /// <summary>What its rows say once it is READY or FAILED, before that what the template promises.</summary>
    public required Topology Topology { get; init; }

    /// <summary><c>PENDING</c>, <c>PROVISIONING</c>, <c>READY</c> or <c>FAILED</c>.</summary>
    public required string Status { get; init; }

    /// <summary>JSON; null when there is none.</summary>
    public string? Error { get; init; }

    public required string WorkflowRunId { get; init; }

    public Guid? JobId { get; init; }

    /// <summary>Opened by the secret of the create answer only.</summary>
    public byte[]? TokenASealed { get; init; }

    /// <summary>The end of token A.</summary>
    public string? TokenAHint { get; init; }

    /// <summary>False once a handshake has used token A up.</summary>
    public bool IsTokenAOpen { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? ProvisionedAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public bool IsFinal => Status is "READY" or "FAILED";
}

/// <summary>One location of a CPO's report.</summary>
public sealed record ReportedLocation(Guid Id, string? Name, string City, int Chargers);

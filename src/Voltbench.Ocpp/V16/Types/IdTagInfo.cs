using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V16.Types;

/// <summary>What the central system says of an identifier (§7.27).</summary>
public sealed record IdTagInfo
{
    /// <summary>When the identifier stops being valid.</summary>
    public DateTimeOffset? ExpiryDate { get; init; }

    /// <summary>The group that the identifier belongs to.</summary>
    [MaxLength(20)]
    public string? ParentIdTag { get; init; }

    public required AuthorizationStatus Status { get; init; }
}

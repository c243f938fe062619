using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Types;

/// <summary>What the CSMS says of an identifier.</summary>
public sealed record IdTokenInfo
{
    public required AuthorizationStatus Status { get; init; }

    public DateTimeOffset? CacheExpiryDateTime { get; init; }

    /// <summary>−9 to 9; 0 is normal.</summary>
    public int? ChargingPriority { get; init; }

    [MaxLength(8)]
    public string? Language1 { get; init; }

    [Items(1)]
    public IReadOnlyList<int>? EvseId { get; init; }

    public IdToken? GroupIdToken { get; init; }

    [MaxLength(8)]
    public string? Language2 { get; init; }

    public MessageContent? PersonalMessage { get; init; }
}

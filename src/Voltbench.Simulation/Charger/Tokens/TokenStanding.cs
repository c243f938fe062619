using System.Text.Json.Serialization;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.Tokens;

/// <summary>What the CSMS said of a token. The states are those of 2.0.1; 1.6 knows half of them.</summary>
internal sealed record TokenStanding
{
    public static readonly TokenStanding Accepted = new();

    [JsonPropertyName("s")]
    public AuthorizationStatus Status { get; init; }

    /// <summary>When the token stops being valid, by the station's clock; null = never.</summary>
    [JsonPropertyName("x")]
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The group that it belongs to (1.6 parentIdTag, 2.0.1 groupIdToken).</summary>
    [JsonPropertyName("g")]
    public string? GroupId { get; init; }

    /// <summary>2.0.1: the only EVSEs that it may use; null = all.</summary>
    [JsonPropertyName("e")]
    public IReadOnlyList<int>? EvseIds { get; init; }

    /// <summary>What this driver is to read, a tariff mostly (2.0.1 I01); not kept.</summary>
    [JsonIgnore]
    public string? Message { get; init; }

    /// <summary>The state now: what was valid is expired once its time has come (1.6 §3.5.1, §3.5.4).</summary>
    public AuthorizationStatus StatusAt(DateTimeOffset now)
        => Status == AuthorizationStatus.Accepted && Expires <= now ? AuthorizationStatus.Expired : Status;

    public bool IsValidAt(DateTimeOffset now) => StatusAt(now) == AuthorizationStatus.Accepted;

    /// <summary>2.0.1: the token may be used there.</summary>
    public bool Allows(int connectorId) => EvseIds is null || EvseIds.Contains(connectorId);
}

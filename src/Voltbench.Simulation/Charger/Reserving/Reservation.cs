using System.Text.Json.Serialization;
using Voltbench.Simulation.Charger.Tokens;

namespace Voltbench.Simulation.Charger.Reserving;

/// <summary>A connector that is kept for somebody.</summary>
internal sealed record Reservation
{
    [JsonPropertyName("id")]
    public required int Id { get; init; }

    /// <summary>Connector or EVSE; 0 = whichever is left (1.6 §5.13 connector 0, 2.0.1 H01 without EVSE).</summary>
    [JsonPropertyName("c")]
    public int ConnectorId { get; init; }

    /// <summary>Catalog spelling of the connector type that it must have; null = any (2.0.1 H01.FR.06).</summary>
    [JsonPropertyName("y")]
    public string? ConnectorType { get; init; }

    [JsonPropertyName("t")]
    public required Token Token { get; init; }

    [JsonPropertyName("g")]
    public string? GroupId { get; init; }

    /// <summary>By the station's clock.</summary>
    [JsonPropertyName("x")]
    public required DateTimeOffset Expires { get; init; }

    /// <summary>The token or its group is the reserved one; the group's own id is no token (1.6 §3.10).</summary>
    public bool IsFor(Token token, string? groupId) => token == Token || (GroupId is not null && string.Equals(GroupId, groupId, StringComparison.OrdinalIgnoreCase));
}

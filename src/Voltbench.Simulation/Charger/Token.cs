using System.Text.Json.Serialization;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger;

/// <summary>
/// What a driver identifies with. Two tokens are the same when their texts are without regard to case (1.6 CiString, 2.0.1 identifierString) and their types.
/// </summary>
/// <param name="Id">The token's text.</param>
/// <param name="Type">2.0.1: a card unless said otherwise.</param>
internal sealed record Token(
    [property: JsonPropertyName("t")] string Id,
    [property: JsonPropertyName("k")] IdTokenType Type = IdTokenType.ISO14443)
{
    public bool Equals(Token? other) => other is not null && Type == other.Type && string.Equals(Id, other.Id, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => HashCode.Combine(string.GetHashCode(Id, StringComparison.OrdinalIgnoreCase), Type);
}

/// <summary>What came of asking about a token.</summary>
/// <param name="IsAccepted">It may charge.</param>
/// <param name="Why">Why it may not, in words a person can act on.</param>
/// <param name="GroupId">Its group (1.6 parentIdTag, 2.0.1 groupIdToken), if it has one.</param>
/// <param name="EvseIds">2.0.1: the only EVSEs that it may use; null = all.</param>
internal readonly record struct Verdict(bool IsAccepted, string? Why = null, string? GroupId = null, IReadOnlyList<int>? EvseIds = null, string? Message = null);

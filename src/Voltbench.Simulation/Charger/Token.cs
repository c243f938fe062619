using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger;

/// <summary>What a driver identifies with.</summary>
/// <param name="Id">The token's text.</param>
/// <param name="Type">2.0.1: a card unless said otherwise.</param>
internal sealed record Token(string Id, IdTokenType Type = IdTokenType.ISO14443);

/// <summary>What came of asking about a token.</summary>
/// <param name="IsAccepted">It may charge.</param>
/// <param name="Why">Why it may not, in words a person can act on.</param>
/// <param name="GroupId">Its group (1.6 parentIdTag, 2.0.1 groupIdToken), if it has one.</param>
internal readonly record struct Verdict(bool IsAccepted, string? Why = null, string? GroupId = null);

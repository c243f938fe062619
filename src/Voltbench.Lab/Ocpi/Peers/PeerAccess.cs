using Voltbench.Lab.Ocpi.Parties;

namespace Voltbench.Lab.Ocpi.Peers;

/// <summary>What a token is good for.</summary>
public enum AccessKind : byte
{
    /// <summary>Token A: versions, their details, and to register.</summary>
    Registration = 1,

    /// <summary>Token B of a handshake that our party began: versions and their details.</summary>
    Pending,

    /// <summary>Of a registered peer: everything that is served to its party.</summary>
    Peer,

    /// <summary>It was exchanged for another token that was never shown yet: the request that exchanged it may be repeated, nothing else.</summary>
    Spent,
}

/// <summary>Who shows a token.</summary>
/// <param name="TokenHash">SHA-256 of the token.</param>
/// <param name="Peer">Null with token A and token B.</param>
/// <param name="IsUsed">Whether the token was ever shown before.</param>
public sealed record PeerAccess(string TokenHash, AccessKind Kind, Party Party, DateTimeOffset? ExpiresAt, Peer? Peer, bool IsUsed);

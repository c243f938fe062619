namespace Voltbench.Csms;

/// <summary>What a token is worth.</summary>
/// <param name="Status">What the station is told.</param>
/// <param name="ParentId">Group that the token belongs to (1.6 parentIdTag, 2.0.1 groupIdToken).</param>
/// <param name="Expiry">Until when a station may keep the answer.</param>
public sealed record TokenVerdict(TokenStatus Status, string? ParentId = null, DateTimeOffset? Expiry = null)
{
    public static readonly TokenVerdict Invalid = new(TokenStatus.Invalid);

    /// <summary>Whose token it is; null when nobody knows it. Kept with the transaction.</summary>
    public TokenGrant? Grant { get; init; }
}

/// <summary>Who pays for what a token begins.</summary>
/// <param name="PeerId">The peer that the token belongs to.</param>
/// <param name="Method">How it was authorized.</param>
/// <param name="Reference">authorization_reference of OCPI 2.2.1, authorization_id of 2.1.1.</param>
/// <param name="Token">The token as its peer told it, JSON.</param>
public sealed record TokenGrant(long PeerId, TokenMethod Method, string? Reference, string? Token)
{
    /// <summary>The permission of a command that it comes from, which one transaction uses up; null = none.</summary>
    public int? Number { get; init; }
}

/// <summary>How a token was authorized (OCPI AuthMethod).</summary>
public enum TokenMethod
{
    /// <summary>By what was known of it.</summary>
    Whitelist,

    /// <summary>Its peer was asked in real time.</summary>
    AuthRequest,

    /// <summary>A command of its peer (OCPI 2.2.1; 2.1.1 knows no such method).</summary>
    Command,
}

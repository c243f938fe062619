using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V211.Tokens;

/// <summary>What identifies a driver of an eMSP (OCPI 2.1.1 mod_tokens §3.2).</summary>
public sealed record Token
{
    [Text(36)]
    public required string Uid { get; init; }

    public required TokenType Type { get; init; }

    /// <summary>The contract of the driver (eMA ID).</summary>
    [Text(36)]
    public required string AuthId { get; init; }

    [Text(64)]
    public string? VisualNumber { get; init; }

    [Text(64)]
    public required string Issuer { get; init; }

    /// <summary>False: it may not be used any more.</summary>
    public required bool Valid { get; init; }

    public required WhitelistType Whitelist { get; init; }

    [Text(2), Form(TextForm.Language)]
    public string? Language { get; init; }

    /// <summary>When this object, or one inside it, was created or last changed.</summary>
    public required DateTimeOffset LastUpdated { get; init; }
}

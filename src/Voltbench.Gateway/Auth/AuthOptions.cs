namespace Voltbench.Gateway.Auth;

/// <summary>Section <c>Auth</c>.</summary>
public sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>Shortest local key, bytes: the size of the HS256 hash (RFC 7518 §3.2).</summary>
    public const int MinKeyBytes = 32;

    /// <summary>Local HS256 key as text (its UTF-8 bytes are the key). Goes before <see cref="KeyFile"/>.</summary>
    public string? Key { get; set; }

    /// <summary>File with the local HS256 key; created with mode 0600 when it is missing. Default: <c>jwt.key</c> in the data directory, unless <see cref="Jwks"/> is set.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Path or http(s) URL of a JSON Web Key Set for RS256 and ES256.</summary>
    public string? Jwks { get; set; }

    /// <summary>Required <c>iss</c>; null accepts any.</summary>
    public string? Issuer { get; set; }

    /// <summary>Required <c>aud</c>; null accepts any.</summary>
    public string? Audience { get; set; }

    /// <summary>Tolerance between clocks, s, 0–300.</summary>
    public int ClockSkewSeconds { get; set; } = 5;

    public string OrganizationClaim { get; set; } = "org";

    public string RoleClaim { get; set; } = "role";

    public string SubjectClaim { get; set; } = "sub";

    /// <summary>Every fault of the section, in words.</summary>
    public IEnumerable<string> Faults()
    {
        if (Key is { } key && System.Text.Encoding.UTF8.GetByteCount(key) < MinKeyBytes)
            yield return $"Auth:Key is shorter than {MinKeyBytes} bytes.";
        if (ClockSkewSeconds is < 0 or > 300)
            yield return "Auth:ClockSkewSeconds must be 0 to 300.";
        if (string.IsNullOrWhiteSpace(OrganizationClaim) || string.IsNullOrWhiteSpace(RoleClaim) || string.IsNullOrWhiteSpace(SubjectClaim))
            yield return "Auth:OrganizationClaim, Auth:RoleClaim and Auth:SubjectClaim must not be empty.";
        if (Jwks is { Length: > 0 } jwks && Uri.TryCreate(jwks, UriKind.Absolute, out var url) && url.Scheme is not ("http" or "https" or "file"))
            yield return "Auth:Jwks must be a file path or an http(s) URL.";
    }
}

using System.Security.Cryptography;
using System.Text.Json;

namespace Voltbench.Gateway.Auth;

/// <summary>
/// Validates bearer tokens: HS256 with the local key, RS256 and ES256 with keys of the key set. The algorithm picks the kind of key, so a
/// public key can never be used as an HMAC secret; everything else (<c>none</c> among it) is refused.
/// </summary>
public sealed class JwtValidator(AuthOptions options, byte[]? localKey, JsonWebKeySet? keySet, TimeProvider time)
{
    /// <summary>Longest token, characters.</summary>
    public const int MaxLength = 8 * 1024;

    public async ValueTask<TokenResult> ValidateAsync(string token, CancellationToken ct)
    {
        if (token.Length > MaxLength)
            return TokenResult.Refuse("The token is too long.");
        using var parts = JwtParts.Parse(token);
        if (parts is null)
            return TokenResult.Refuse("The token is malformed.");
        return await RefuseSignatureAsync(parts, ct) is { } refusal
            ? TokenResult.Refuse(refusal)
            : JwtClaims.Read(parts.Payload.RootElement, options, time.GetUtcNow());
    }

    private async ValueTask<string?> RefuseSignatureAsync(JwtParts parts, CancellationToken ct)
    {
        var header = parts.Header.RootElement;
        // RFC 7515 §4.1.11: extensions that must be understood; none are.
        if (header.TryGetProperty("crit", out _))
            return "The token needs extensions that are not supported.";
        if (!TryText(header, "alg", out var algorithm) || algorithm is null)
            return "The token names no algorithm.";
        if (!TryText(header, "kid", out var kid))
            return "The token's key id is malformed.";
        if (!TryText(header, "typ", out var type) || (type is not null && !IsJwtType(type)))
            return "The token is not of type JWT.";
        return algorithm switch
        {
            "HS256" when localKey is not null => kid is not null
                ? "The token names an unknown key."
                : HmacMatches(parts, localKey) ? null : "The token's signature is wrong.",
            "RS256" or "ES256" when keySet is not null => await keySet.FindAsync(algorithm, kid, ct) is not { } key
                ? "The token names an unknown key."
                : key.Verify(parts.Signed, parts.Signature) ? null : "The token's signature is wrong.",
            _ => "The token's algorithm is not accepted.",
        };
    }

    private static bool IsJwtType(string type) =>
        type.Equals("JWT", StringComparison.OrdinalIgnoreCase) || type.Equals("at+jwt", StringComparison.OrdinalIgnoreCase);

    private static bool HmacMatches(JwtParts parts, byte[] key)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, parts.Signed, expected);
        return CryptographicOperations.FixedTimeEquals(expected, parts.Signature);
    }

    /// <returns>False when the member is there but is no string.</returns>
    private static bool TryText(JsonElement header, string name, out string? value)
    {
        value = null;
        if (!header.TryGetProperty(name, out var member))
            return true;
        return JwtClaims.TryString(member, out value);
    }
}

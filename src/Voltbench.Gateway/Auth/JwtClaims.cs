using System.Text.Json;

namespace Voltbench.Gateway.Auth;

/// <summary>Checks the registered claims of a verified payload (RFC 7519 §4.1) and reads the lab's own.</summary>
internal static class JwtClaims
{
    /// <summary>Largest NumericDate that is a date: the end of year 9999.</summary>
    private const double MaxSeconds = 253402300799;

    public static TokenResult Read(JsonElement payload, AuthOptions options, DateTimeOffset now)
    {
        var skew = TimeSpan.FromSeconds(options.ClockSkewSeconds);
        if (!TryDate(payload, "exp", out var expires) || expires is null)
            return TokenResult.Refuse("The token has no expiry.");
        if (now - skew >= expires)
            return TokenResult.Refuse("The token has expired.");
        foreach (var claim in (ReadOnlySpan<string>)["nbf", "iat"])
        {
            if (!TryDate(payload, claim, out var from) || now + skew < from)
                return TokenResult.Refuse("The token is not valid yet.");
        }

        if (options.Issuer is { Length: > 0 } issuer && Text(payload, "iss") != issuer)
            return TokenResult.Refuse("The token is from another issuer.");
        if (options.Audience is { Length: > 0 } audience && !HasAudience(payload, audience))
            return TokenResult.Refuse("The token is for another audience.");

        TenantRole? role = Text(payload, options.RoleClaim) switch
        {
            "user" => TenantRole.User,
            "admin" => TenantRole.Admin,
            _ => null,
        };
        Guid? organization = Guid.TryParseExact(Text(payload, options.OrganizationClaim), "D", out var id) && id != Guid.Empty ? id : null;
        return new TokenResult(new Caller(role, organization, Text(payload, options.SubjectClaim) ?? "", expires.Value), null);
    }

    /// <summary>A JSON string that is valid Unicode.</summary>
    public static bool TryString(JsonElement value, out string? text)
    {
        text = null;
        if (value.ValueKind != JsonValueKind.String)
            return false;
        try
        {
            text = value.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate escape.
            return false;
        }
    }

    private static string? Text(JsonElement payload, string claim) =>
        payload.TryGetProperty(claim, out var value) && TryString(value, out var text) ? text : null;

    private static bool HasAudience(JsonElement payload, string audience)
    {
        if (!payload.TryGetProperty("aud", out var value))
            return false;
        if (value.ValueKind != JsonValueKind.Array)
            return TryString(value, out var one) && one == audience;
        foreach (var item in value.EnumerateArray())
        {
            if (TryString(item, out var text) && text == audience)
                return true;
        }

        return false;
    }

    private static bool TryDate(JsonElement payload, string claim, out DateTimeOffset? at)
    {
        at = null;
        if (!payload.TryGetProperty(claim, out var value))
            return true;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds) || seconds is not (>= 0 and <= MaxSeconds))
            return false;
        at = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        return true;
    }
}

namespace Voltbench.Gateway.Auth;

/// <summary>What a valid token says.</summary>
/// <param name="Role">Null when the token has no role that the lab knows.</param>
/// <param name="OrganizationId">Null when the token names none.</param>
/// <param name="Subject">Empty when the token has none.</param>
/// <param name="ExpiresAt">Validity ends here.</param>
public sealed record Caller(TenantRole? Role, Guid? OrganizationId, string Subject, DateTimeOffset ExpiresAt);

/// <summary>A caller, or why the token was refused (a text for the holder of the token).</summary>
public readonly record struct TokenResult(Caller? Caller, string? Refusal)
{
    public static TokenResult Refuse(string why) => new(null, why);
}

namespace Voltbench.Lab.Chargers;

/// <summary>How a charger proves itself to its CSMS: profile, user and key belong together (OCPP 1.6 security whitepaper §3, OCPP 2.0.1 part 2 A00).</summary>
/// <param name="Profile">0 none, 1 Basic over <c>ws</c>, 2 Basic over <c>wss</c>, 3 <c>wss</c> with a client certificate.</param>
/// <param name="User">Basic user name where it is not the identity.</param>
/// <param name="Key">Basic password.</param>
public sealed record ConnectionSecurity(int Profile, string? User, string? Key)
{
    /// <summary>
    /// Longest key, characters. The whitepaper wants 16–20 bytes as up to 40 hex digits and 2.0.1 a <c>passwordString</c> of 16–40;
    /// a lab also meets systems with shorter and longer ones, so any length up to this is taken.
    /// </summary>
    public const int MaxKeyLength = 64;

    /// <summary>The profile that follows from scheme and key when none is named: 0 without a key, else 1 over <c>ws</c> and 2 over <c>wss</c>.</summary>
    public static int Infer(CsmsAddress address, string? key) => key is null ? 0 : address.IsSecure ? 2 : 1;

    /// <summary>Why this does not fit the address; null when it does.</summary>
    public string? Check(CsmsAddress address)
    {
        if (Key is not null && (Key.Length is 0 or > MaxKeyLength || Key.AsSpan().IndexOfAnyInRange('\0', '\x1f') >= 0))
            return $"The authorization key must have 1 to {MaxKeyLength} characters and no control characters.";
        return (Profile, address.IsSecure, HasKey: Key is not null) switch
        {
            (0, _, true) => "security_profile 0 sends no authorization_key; use 1 (ws) or 2 (wss), or leave security_profile out.",
            (1, true, _) => "security_profile 1 is Basic authentication without TLS; a wss address needs 2 or 3.",
            (1 or 2, _, false) => $"security_profile {Profile} needs an authorization_key.",
            (2 or 3, false, _) => $"security_profile {Profile} is a TLS profile and needs a wss address.",
            _ => null,
        };
    }

    /// <summary>Why a charger of this identity cannot prove itself so; null when it can.</summary>
    public string? CheckIdentity(string identity)
        => Profile is 1 or 2 && (User ?? identity).Contains(':', StringComparison.Ordinal)
            ? "A Basic user name cannot contain ':' (RFC 7617 §2), and the identity is the user name."
            : null;
}

using System.Text;
using Voltbench.Lab.Secrets;

namespace Voltbench.Lab.Ocpi.Parties;

/// <summary>
/// Token A as it is stored beside its hash: sealed under a secret that is in the create answer and nowhere else, so that only the creator can read it again.
/// </summary>
public static class TokenSeal
{
    private const string Purpose = "token a";
    private const int HintLength = 4;

    public static byte[] Seal(string token, string secret) => SecretBox.Seal(Encoding.UTF8.GetBytes(token), secret, Purpose);

    /// <summary>The token; null when the secret is not the one it was sealed with.</summary>
    public static string? Open(ReadOnlySpan<byte> sealedToken, string secret) =>
        SecretBox.Open(sealedToken, secret, Purpose) is { } text ? Encoding.UTF8.GetString(text) : null;

    /// <summary>The end of a token, by which a person recognizes it.</summary>
    public static string Hint(string token) => token[^Math.Min(HintLength, token.Length / 4)..];
}

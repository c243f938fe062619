using System.Security.Cryptography;
using System.Text;

namespace Voltbench.Lab.Ocpi.Peers;

/// <summary>Tokens that others show to us: random, given away once, kept as SHA-256 only.</summary>
public static class TokenHash
{
    /// <summary>Bytes of randomness of a token.</summary>
    private const int Entropy = 32;

    /// <summary>A new token: 43 characters of the URL-safe Base64 alphabet, within the 64 of the standard. Its length makes it no valid Base64 text, so that it is never taken for an encoded one.</summary>
    public static string NewToken() =>
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(Entropy)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>SHA-256 of the UTF-8 text, in lower-case hex.</summary>
    public static string Of(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>As the database keeps it.</summary>
    public static byte[] Bytes(string hash) => Convert.FromHexString(hash);
}

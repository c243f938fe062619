using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Auth;

/// <summary>Tokens that the issuer would never make.</summary>
internal static class Forge
{
    public static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    public const string Org = "5b0f6a0e-6f5c-4d1c-9d43-0c6b54a1d0aa";

    public static string Claims(string extra = "", long expiresIn = 600, string role = "user") =>
        $$"""{"org":"{{Org}}","role":"{{role}}","sub":"x","exp":{{Now.ToUnixTimeSeconds() + expiresIn}}{{extra}}}""";

    public static string Hs256(string payload, string header = """{"alg":"HS256","typ":"JWT"}""", string key = Tokens.Key)
    {
        var signed = Signed(header, payload);
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.ASCII.GetBytes(signed)))}";
    }

    public static string Rs256(RSA key, string payload, string header) =>
        Sign(header, payload, data => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static string Es256(ECDsa key, string payload, string header) =>
        Sign(header, payload, data => key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    public static string Signed(string header, string payload) =>
        $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}";

    private static string Sign(string header, string payload, Func<byte[], byte[]> sign)
    {
        var signed = Signed(header, payload);
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }
}

internal sealed class FixedTime : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => Forge.Now;
}

using System.Security.Cryptography;
using System.Text.Json;

namespace Voltbench.Gateway.Auth;

/// <summary>One public key of a key set (RFC 7517), bound to one algorithm: RSA verifies RS256 only, P-256 verifies ES256 only.</summary>
public sealed class JsonWebKey
{
    private readonly RSA? _rsa;
    private readonly ECDsa? _ec;

    private JsonWebKey(string? keyId, RSA? rsa, ECDsa? ec)
    {
        (KeyId, _rsa, _ec) = (keyId, rsa, ec);
    }

    public string? KeyId { get; }

    public string Algorithm => _rsa is null ? "ES256" : "RS256";

    public bool Verify(byte[] data, byte[] signature) => _rsa is not null
        ? _rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        : _ec!.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <returns>Null for a key of another kind or use, or one that is malformed or too weak (RSA below 2048 bit).</returns>
    public static JsonWebKey? Read(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object || Text(key, "use") is not (null or "sig"))
            return null;
        try
        {
            return (Text(key, "kty"), Text(key, "alg")) switch
            {
                ("RSA", null or "RS256") when Bytes(key, "n") is { } n && Bytes(key, "e") is { } e && n.Length >= 256 =>
                    new JsonWebKey(Text(key, "kid"), RSA.Create(new RSAParameters { Modulus = n, Exponent = e }), null),
                ("EC", null or "ES256") when Text(key, "crv") == "P-256" && Bytes(key, "x") is { } x && Bytes(key, "y") is { } y =>
                    new JsonWebKey(Text(key, "kid"), null, ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } })),
                _ => null,
            };
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) && JwtClaims.TryString(value, out var text) ? text : null;

    private static byte[]? Bytes(JsonElement key, string name) => Text(key, name) is { } text ? JwtParts.Decode(text) : null;
}

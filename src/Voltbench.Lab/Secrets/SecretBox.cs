using System.Security.Cryptography;
using System.Text;

namespace Voltbench.Lab.Secrets;

/// <summary>
/// Bytes that only who knows a secret can read: AES-256-GCM under a key that follows from the secret (HKDF-SHA256). The secret is stored nowhere, and should be
/// a random one: it is not stretched.
/// </summary>
public static class SecretBox
{
    private const int SecretBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>A new secret, 43 characters that a URL can carry as they are.</summary>
    public static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Nonce, tag and cipher text.</summary>
    /// <param name="content">What is to be kept.</param>
    /// <param name="secret">Opens it again.</param>
    /// <param name="purpose">What it is for: the same secret opens nothing of another purpose.</param>
    public static byte[] Seal(ReadOnlySpan<byte> content, string secret, string purpose)
    {
        var box = new byte[NonceBytes + TagBytes + content.Length];
        var nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Key(secret, purpose), TagBytes);
        aes.Encrypt(nonce, content, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes));
        return box;
    }

    /// <summary>The content; null when secret or purpose are not those it was sealed with.</summary>
    public static byte[]? Open(ReadOnlySpan<byte> box, string secret, string purpose)
    {
        if (box.Length < NonceBytes + TagBytes)
            return null;
        var content = new byte[box.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(Key(secret, purpose), TagBytes);
        try
        {
            aes.Decrypt(box[..NonceBytes], box[(NonceBytes + TagBytes)..], box.Slice(NonceBytes, TagBytes), content);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return content;
    }

    private static byte[] Key(string secret, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: Encoding.UTF8.GetBytes($"voltbench {purpose}"));
}

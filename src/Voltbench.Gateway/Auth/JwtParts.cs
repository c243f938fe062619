using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Voltbench.Gateway.Auth;

/// <summary>A compact JWS taken apart (RFC 7515 §7.1), nothing verified yet.</summary>
internal sealed class JwtParts : IDisposable
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    private JwtParts(JsonDocument header, JsonDocument payload, byte[] signed, byte[] signature)
    {
        (Header, Payload, Signed, Signature) = (header, payload, signed, signature);
    }

    public JsonDocument Header { get; }

    public JsonDocument Payload { get; }

    /// <summary>The bytes under the signature.</summary>
    public byte[] Signed { get; }

    public byte[] Signature { get; }

    /// <returns>Null when the text is no well-formed token.</returns>
    public static JwtParts? Parse(string token)
    {
        var first = token.IndexOf('.', StringComparison.Ordinal);
        var second = first < 0 ? -1 : token.IndexOf('.', first + 1);
        if (second < 0 || token.IndexOf('.', second + 1) >= 0)
            return null;
        if (Decode(token.AsSpan(0, first)) is not { } header
            || Decode(token.AsSpan(first + 1, second - first - 1)) is not { } payload
            || Decode(token.AsSpan(second + 1)) is not { } signature)
            return null;
        JsonDocument? head = null;
        try
        {
            head = JsonDocument.Parse(header, Strict);
            var body = JsonDocument.Parse(payload, Strict);
            if (head.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.ValueKind == JsonValueKind.Object)
                return new JwtParts(head, body, Encoding.ASCII.GetBytes(token[..second]), signature);
            body.Dispose();
            head.Dispose();
            return null;
        }
        catch (JsonException)
        {
            head?.Dispose();
            return null;
        }
    }

    public void Dispose()
    {
        Header.Dispose();
        Payload.Dispose();
    }

    /// <summary>Canonical base64url only: no padding, no white space, no stray bits, so that one token has one spelling.</summary>
    internal static byte[]? Decode(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                return null;
        }

        if (text.Length % 4 == 1)
            return null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        try
        {
            if (!Base64Url.TryDecodeFromChars(text, bytes, out var written))
                return null;
            var decoded = bytes[..written];
            return Base64Url.EncodeToString(decoded).AsSpan().SequenceEqual(text) ? decoded : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Voltbench.Ocpi.Transport;

/// <summary>
/// The value of the Authorization header. 2.2.1 wants the token in Base64, 2.1.1 as it is, and both are met the other way round in the field
/// (2.2.1 transport_and_format, Authorization header, note), so that a presented value may stand for several tokens.
/// </summary>
public static class CredentialToken
{
    public const string Scheme = "Token";

    /// <summary>Longest value that is looked at: 64 characters of UTF-8 in Base64 are 344; proxies and habits add little.</summary>
    private const int MaxLength = 1024;

    /// <summary>The whole header value; null when the token cannot stand in a header as it is.</summary>
    public static string? Format(string token, bool isBase64)
    {
        if (isBase64)
            return $"{Scheme} {Convert.ToBase64String(Encoding.UTF8.GetBytes(token))}";
        return IsPrintable(token) ? $"{Scheme} {token}" : null;
    }

    /// <summary>
    /// The tokens that a header value may mean, the literal one first, then what its Base64 holds, with and without the line end that
    /// the standard's own example has; empty when it is not of the scheme.
    /// </summary>
    public static IReadOnlyList<string> Candidates(string? authorization)
    {
        var value = authorization.AsSpan().Trim();
        if (value.Length <= Scheme.Length || value.Length > MaxLength
            || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || value[Scheme.Length] is not (' ' or '\t'))
            return [];

        var raw = value[Scheme.Length..].Trim();
        if (raw.IsEmpty)
            return [];
        if (Decode(raw) is not { Length: > 0 } decoded)
            return [raw.ToString()];
        var trimmed = decoded.TrimEnd('\r', '\n', ' ', '\t');
        return trimmed.Length == decoded.Length || trimmed.Length == 0 ? [raw.ToString(), decoded] : [raw.ToString(), decoded, trimmed];
    }

    /// <summary>True for what a header can carry as it is and the standard allows: printable ASCII without spaces.</summary>
    public static bool IsPrintable(string token) => token.Length > 0 && token.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;

    private static string? Decode(ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[MaxLength];
        if (Encoding.UTF8.GetByteCount(text) > utf8.Length)
            return null;
        utf8 = utf8[..Encoding.UTF8.GetBytes(text, utf8)];
        Span<byte> decoded = stackalloc byte[MaxLength];
        var status = Base64.DecodeFromUtf8(utf8, decoded, out _, out var written);
        if (status != OperationStatus.Done)
            return null;
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(decoded[..written]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}

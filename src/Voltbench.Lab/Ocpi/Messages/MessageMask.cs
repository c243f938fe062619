using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Voltbench.Lab.Ocpi.Messages;

/// <summary>
/// Takes secrets out of an exchange before it is stored: the <c>token</c> of a credentials object (both versions: mod_credentials, Credentials
/// object), user and password of a URL and what a query calls a token, key, secret or password. A <c>token</c> that is an object is one of
/// the tokens module and stays.
/// </summary>
public static partial class MessageMask
{
    private static readonly byte[] Hidden = "\"***\""u8.ToArray();

    /// <summary>The body to store: the bytes themselves unless they hold a secret.</summary>
    public static ReadOnlyMemory<byte> Body(ReadOnlyMemory<byte> body)
    {
        // The name may also be spelled with escapes.
        if (body.Span.IndexOf("token"u8) < 0 && body.Span.IndexOf("\\u"u8) < 0)
            return body;

        var found = new List<(int Start, int Length)>();
        var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = 128 });
        var isToken = false;
        try
        {
            while (reader.Read())
            {
                if (isToken && reader.TokenType == JsonTokenType.String)
                    found.Add(((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex)));
                isToken = reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("token"u8);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON: nothing can be told apart, so all goes from the first name of a secret on.
            var at = body.Span.IndexOf("token"u8);
            return at < 0 ? body : Cut(body.Span, at + "token".Length);
        }

        return found.Count == 0 ? body : Replace(body.Span, found);
    }

    /// <summary>The URL to store.</summary>
    public static string Url(string url) => QuerySecret().Replace(UserPart().Replace(url, "${scheme}***@"), "${name}***");

    private static byte[] Replace(ReadOnlySpan<byte> body, List<(int Start, int Length)> found)
    {
        using var result = new MemoryStream(body.Length + (found.Count * Hidden.Length));
        var from = 0;
        foreach (var (start, length) in found)
        {
            result.Write(body[from..start]);
            result.Write(Hidden);
            from = start + length;
        }

        result.Write(body[from..]);
        return result.ToArray();
    }

    private static byte[] Cut(ReadOnlySpan<byte> body, int at)
    {
        var result = new byte[at + 3];
        body[..at].CopyTo(result);
        Encoding.ASCII.GetBytes("***", result.AsSpan(at));
        return result;
    }

    [GeneratedRegex("^(?<scheme>[a-z][a-z0-9+.-]*://)[^/?#]*@", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex UserPart();

    [GeneratedRegex("(?<name>[?&][^=&#]*(token|key|secret|password|auth|signature)[^=&#]*=)[^&#]*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex QuerySecret();
}

namespace Voltbench.Ocpi.Transport;

/// <summary>Words of a peer, made fit for a log line: one line, short, without our own token echoed.</summary>
internal static class PeerText
{
    public const int MaxLength = 500;

    public static string Clean(string text, string? token)
    {
        // Longer than the limit so that a token at the cut is still found whole.
        if (text.Length > MaxLength * 4)
            text = text[..(MaxLength * 4)];
        if (token is { Length: > 0 })
        {
            text = text.Replace(token, "***", StringComparison.Ordinal);
            text = text.Replace(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(token)), "***", StringComparison.Ordinal);
        }

        var cut = text.Length > MaxLength ? string.Concat(text.AsSpan(0, MaxLength), "…") : text;
        return string.Create(cut.Length, cut, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
                target[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) || source[i] is '\uFFFD' or '\u2028' or '\u2029' ? '?' : source[i];
        });
    }
}

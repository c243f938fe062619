using System.Text;

namespace Voltbench.Ocpp;

/// <summary>Words of a peer, made fit for a log line: one line, short, without our own credentials echoed.</summary>
internal static class PeerText
{
    public static string Clean(ReadOnlySpan<byte> bytes, int maxLength, (string User, string Password)? secret = null) =>
        Clean(Encoding.UTF8.GetString(bytes.Length > maxLength * 4 ? bytes[..(maxLength * 4)] : bytes), maxLength, secret);

    public static string Clean(string text, int maxLength, (string User, string Password)? secret = null)
    {
        if (secret is { } credentials)
        {
            text = Hide(text, Basic(credentials));
            text = Hide(text, credentials.Password);
            text = Hide(text, Uri.EscapeDataString(credentials.Password));
        }

        var cut = text.Length > maxLength ? string.Concat(text.AsSpan(0, maxLength), "…") : text;
        return string.Create(cut.Length, cut, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
                target[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) || source[i] == '\uFFFD' ? '?' : source[i];
        });
    }

    public static string Basic((string User, string Password) credentials) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.User}:{credentials.Password}"));

    private static string Hide(string text, string secret) =>
        secret.Length == 0 ? text : text.Replace(secret, "***", StringComparison.OrdinalIgnoreCase);
}

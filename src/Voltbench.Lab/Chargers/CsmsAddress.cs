namespace Voltbench.Lab.Chargers;

/// <summary>
/// Where a charger connects: the address as stored and shown, and the credentials that were written into it. Credentials never stay
/// in the address: they would be shown, logged and compared.
/// </summary>
/// <param name="Url">Absolute <c>ws</c> or <c>wss</c> address without credentials, fragment and identity.</param>
/// <param name="User">Decoded user name of the address; null for none.</param>
/// <param name="Password">Decoded password of the address; null for none.</param>
public sealed record CsmsAddress(string Url, string? User, string? Password)
{
    /// <summary>Longest address accepted, characters.</summary>
    public const int MaxLength = 2000;

    /// <summary>True for <c>wss</c>.</summary>
    public bool IsSecure => Url.StartsWith("wss:", StringComparison.OrdinalIgnoreCase);

    public Uri Uri => new(Url, UriKind.Absolute);

    /// <summary>An address as it was stored.</summary>
    public static CsmsAddress Stored(string url) => new(url, null, null);

    /// <summary>Reads an address; otherwise <paramref name="error"/> says what is wrong without repeating it, since it may hold a secret.</summary>
    public static CsmsAddress? Parse(string text, out string? error)
    {
        error = Reject(text, out var uri);
        if (error is not null || uri is null)
            return null;

        if (uri.UserInfo.Length == 0)
            return new CsmsAddress(text, null, null);

        var colon = uri.UserInfo.IndexOf(':');
        var user = Uri.UnescapeDataString(colon < 0 ? uri.UserInfo : uri.UserInfo[..colon]);
        var password = colon < 0 ? "" : Uri.UnescapeDataString(uri.UserInfo[(colon + 1)..]);
        var start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var authorityEnd = text.IndexOfAny(['/', '?'], start) is var end && end < 0 ? text.Length : end;
        var at = text.LastIndexOf('@', authorityEnd - 1);
        return new CsmsAddress(text[..start] + text[(at + 1)..], NullIfEmpty(user), NullIfEmpty(password));
    }

    private static string? Reject(string text, out Uri? uri)
    {
        uri = null;
        if (text.Length > MaxLength)
            return $"is longer than {MaxLength} characters";
        if (text.AsSpan().IndexOfAnyInRange('\0', ' ') >= 0 || text.Contains('\\', StringComparison.Ordinal))
            return "must not contain spaces, control characters or backslashes";
        if (!text.Contains("://", StringComparison.Ordinal) || !Uri.TryCreate(text, UriKind.Absolute, out uri))
            return "must be an absolute URL such as ws://csms.example:9000/ocpp";
        if (uri.Scheme is not ("ws" or "wss"))
            return "must have the scheme ws or wss";
        if (uri.Host.Length == 0)
            return "must name a host";
        if (text.Contains('#', StringComparison.Ordinal))
            return "must not have a fragment (RFC 6455 §3)";
        return uri.Port is < 1 or > 65535 ? "must have a port from 1 to 65535" : null;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}

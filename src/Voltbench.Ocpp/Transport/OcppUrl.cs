namespace Voltbench.Ocpp.Transport;

/// <summary>The address of one charge point at a CSMS.</summary>
public static class OcppUrl
{
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>
    /// The address of the CSMS, a slash and the percent-encoded identity (OCPP-J 1.6 §3.1.1, OCPP 2.0.1 part 4 §3.1.1). The query stays behind the
    /// identity; the rest is kept as it was written, so that an identity of dots or of an encoded slash arrives whole.
    /// </summary>
    /// <exception cref="ArgumentException">The address is not absolute, or not <c>ws</c> or <c>wss</c>.</exception>
    public static Uri For(Uri csms, string identity)
    {
        ArgumentNullException.ThrowIfNull(csms);
        ArgumentException.ThrowIfNullOrEmpty(identity);
        if (!csms.IsAbsoluteUri || !IsWebSocket(csms))
            throw new ArgumentException("not an absolute ws or wss address", nameof(csms));

        var credentials = csms.UserInfo.Length == 0 ? "" : csms.UserInfo + "@";
        var port = csms.IsDefaultPort ? "" : FormattableString.Invariant($":{csms.Port}");
        var text = $"{csms.Scheme}://{credentials}{csms.Host}{port}{csms.AbsolutePath.TrimEnd('/')}/{Encode(identity)}{csms.Query}";
        return new Uri(text, Verbatim);
    }

    internal static bool IsWebSocket(Uri url) => url.Scheme is "ws" or "wss";

    // A segment of dots alone would be taken for a relative step by whoever normalises the path.
    private static string Encode(string identity) =>
        identity is "." or ".." ? identity.Replace(".", "%2E", StringComparison.Ordinal) : Uri.EscapeDataString(identity);
}

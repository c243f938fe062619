namespace Voltbench.Ocpi.Transport;

/// <summary>The <c>Link</c> header of a page (RFC 8288, 2.2.1 transport_and_format, Paginated Response).</summary>
public static class LinkHeader
{
    private const int MaxLength = 8192;

    /// <summary>The header value for the next page.</summary>
    public static string Next(Uri url) => $"<{url.AbsoluteUri}>; rel=\"next\"";

    /// <summary>Reads the link to the next page; null when there is none, or none that could be followed.</summary>
    /// <param name="values">The header, perhaps several times, perhaps with several links in one.</param>
    /// <param name="page">The page that they came with; a link may be relative to it.</param>
    public static Uri? FindNext(IEnumerable<string> values, Uri page)
    {
        foreach (var value in values)
        {
            if (value.Length <= MaxLength && FindNext(value, page) is { } next)
                return next;
        }

        return null;
    }

    private static Uri? FindNext(ReadOnlySpan<char> rest, Uri page)
    {
        while (true)
        {
            var open = rest.IndexOf('<');
            if (open < 0)
                return null;
            rest = rest[(open + 1)..];
            var close = rest.IndexOf('>');
            if (close < 0)
                return null;

            var target = rest[..close].Trim();
            rest = rest[(close + 1)..];
            var end = EndOfParameters(rest);
            if (IsNext(rest[..end])
                && Uri.TryCreate(page, target.ToString(), out var url)
                && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
                return url;
            rest = rest[end..];
        }
    }

    /// <summary>Where the next link begins: at a comma outside quotes.</summary>
    private static int EndOfParameters(ReadOnlySpan<char> text)
    {
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                isQuoted = !isQuoted;
            else if (text[i] == ',' && !isQuoted)
                return i;
        }

        return text.Length;
    }

    private static bool IsNext(ReadOnlySpan<char> parameters)
    {
        foreach (var part in parameters.Split(';'))
        {
            var parameter = parameters[part].Trim();
            var equals = parameter.IndexOf('=');
            if (equals < 0 || !parameter[..equals].Trim().Equals("rel", StringComparison.OrdinalIgnoreCase))
                continue;

            // One attribute may hold several relation types.
            var relations = parameter[(equals + 1)..].Trim().Trim('"');
            foreach (var relation in relations.Split(' '))
            {
                if (relations[relation].Equals("next", StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }

        return false;
    }
}

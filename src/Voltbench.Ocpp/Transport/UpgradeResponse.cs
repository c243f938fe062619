using System.Text;

namespace Voltbench.Ocpp.Transport;

/// <summary>The header of an HTTP answer, as far as a WebSocket client looks at it (RFC 9112 §4, §5).</summary>
internal sealed class UpgradeResponse
{
    private readonly List<(string Name, string Value)> _fields = [];

    private UpgradeResponse(int status, string reason) => (Status, Reason) = (status, reason);

    public int Status { get; }

    public string Reason { get; }

    /// <summary>Reads a complete header, its empty line included; null when it is none.</summary>
    public static UpgradeResponse? Parse(ReadOnlySpan<byte> header)
    {
        var lineEnd = header.IndexOf("\r\n"u8);
        if (lineEnd < 0 || ParseStatus(header[..lineEnd]) is not { } response)
            return null;

        for (header = header[(lineEnd + 2)..]; ; header = header[(lineEnd + 2)..])
        {
            lineEnd = header.IndexOf("\r\n"u8);
            if (lineEnd <= 0)
                return lineEnd == 0 ? response : null;

            // A name holds no blank; one at the start would be the line folding that HTTP has given up.
            var line = header[..lineEnd];
            var colon = line.IndexOf((byte)':');
            if (colon <= 0 || line[..colon].IndexOfAnyInRange((byte)0, (byte)' ') >= 0)
                return null;
            response._fields.Add((Encoding.Latin1.GetString(line[..colon]), Encoding.Latin1.GetString(line[(colon + 1)..]).Trim(' ', '\t')));
        }
    }

    /// <summary>The value of a field that is there once; null when it is absent or repeated.</summary>
    public string? Single(string name)
    {
        string? value = null;
        foreach (var field in _fields)
        {
            if (!string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))
                continue;
            if (value is not null)
                return null;
            value = field.Value;
        }

        return value;
    }

    public bool Has(string name) => _fields.Exists(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a list-valued field holds a token, in any case.</summary>
    public bool HasToken(string name, string token) => _fields.Exists(field =>
        string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase)
        && Array.Exists(field.Value.Split(','), item => string.Equals(item.Trim(), token, StringComparison.OrdinalIgnoreCase)));

    private static UpgradeResponse? ParseStatus(ReadOnlySpan<byte> line)
    {
        // HTTP/1.x SP 3DIGIT [SP reason]
        if (line.Length < 12 || !line.StartsWith("HTTP/1."u8) || !char.IsAsciiDigit((char)line[7]) || line[8] != ' ')
            return null;

        var status = 0;
        foreach (var b in line[9..12])
        {
            if (!char.IsAsciiDigit((char)b))
                return null;
            status = (status * 10) + (b - '0');
        }

        if (line.Length > 12 && line[12] != ' ')
            return null;
        return new UpgradeResponse(status, line.Length > 13 ? PeerText.Clean(line[13..], 80) : "");
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Voltbench.Simulation.Transfers;

/// <summary>The control connection of FTP: one command, one reply.</summary>
internal sealed class FtpControl : IDisposable
{
    private const int MaxReplyBytes = 64 * 1024;

    private readonly NetworkStream _stream;
    private readonly TransferClock _clock;
    private readonly byte[] _buffer = new byte[1024];
    private int _start;
    private int _end;

    private FtpControl(Socket socket, TransferClock clock)
    {
        Host = ((IPEndPoint)socket.RemoteEndPoint!).Address.ToString();
        _stream = new NetworkStream(socket, ownsSocket: true);
        _clock = clock;
    }

    /// <summary>The address at the other end: data connections go to the same.</summary>
    public string Host { get; }

    public static async Task<FtpControl> OpenAsync(FileConnections connections, FileUrl url, TransferClock clock)
        => new(await connections.ConnectAsync(url.Location.IdnHost, url.Port, clock.Token), clock);

    /// <summary>The path below the login folder (RFC 1738 §3.2.2). A line break would smuggle in another command, so it ends the path.</summary>
    public static string PathOf(FileUrl url) => Line(Uri.UnescapeDataString(url.Location.AbsolutePath.TrimStart('/')));

    public async Task<FtpReply> AskAsync(string verb, string? argument)
    {
        var line = argument is null ? verb + "\r\n" : $"{verb} {Line(argument)}\r\n";
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(line), _clock.Token);
        return await ReadAsync();
    }

    /// <summary>Reads one reply; of several lines (RFC 959 §4.2) the last counts.</summary>
    public async Task<FtpReply> ReadAsync()
    {
        var total = 0;
        string? multi = null;
        while (true)
        {
            _clock.Progress();
            var line = await ReadLineAsync();
            total += line.Length;
            if (total > MaxReplyBytes)
                throw new IOException("the server's reply does not end");
            if (multi is not null && !line.StartsWith(multi + " ", StringComparison.Ordinal))
                continue;
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                throw new IOException("the server does not speak FTP");
            if (multi is null && line.Length > 3 && line[3] == '-')
            {
                multi = line[..3];
                continue;
            }

            return new FtpReply(code, line.Length > 4 ? line[4..] : "");
        }
    }

    public void Dispose() => _stream.Dispose();

    private static string Line(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n', '\0');
        return end < 0 ? text : text[..end];
    }

    private async Task<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end)
            {
                _start = 0;
                _end = await _stream.ReadAsync(_buffer, _clock.Token);
                if (_end == 0)
                    throw new IOException("the server closed the connection");
            }

            var c = (char)_buffer[_start++];
            if (c == '\n')
                return line.ToString();
            if (c != '\r')
                line.Append(c);
            if (line.Length > 8192)
                throw new IOException("a line of the server does not end");
        }
    }
}

/// <summary>A reply of an FTP server.</summary>
internal readonly record struct FtpReply(int Code, string Text)
{
    public bool IsDone => Code is >= 200 and < 300;

    /// <summary>The transfer begins on the data connection.</summary>
    public bool IsUnderWay => Code is >= 100 and < 200;

    /// <summary>Port of a reply to EPSV, <c>(|||6446|)</c> (RFC 2428 §3); null when there is none.</summary>
    public int? ExtendedPort
    {
        get
        {
            var open = Text.IndexOf('(', StringComparison.Ordinal);
            if (Code != 229 || open < 0 || open + 5 > Text.Length)
                return null;
            var rest = Text.AsSpan(open + 4);
            var end = rest.IndexOf(Text[open + 1]);
            return end > 0 && int.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 ? port : null;
        }
    }

    /// <summary>Port of a reply to PASV, <c>h1,h2,h3,h4,p1,p2</c> (RFC 959 §4.1.2); null when there is none.</summary>
    public int? PassivePort
    {
        get
        {
            if (Code != 227)
                return null;
            var first = Text.AsSpan().IndexOfAnyInRange('0', '9');
            var last = Text.AsSpan().LastIndexOfAnyInRange('0', '9');
            if (first < 0)
                return null;
            var numbers = Text[first..(last + 1)].Split(',');
            return numbers.Length == 6 && byte.TryParse(numbers[4], out var high) && byte.TryParse(numbers[5], out var low) && (high | low) != 0
                ? (high * 256) + low
                : null;
        }
    }
}

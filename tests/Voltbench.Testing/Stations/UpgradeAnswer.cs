using System.Globalization;
using System.Text;

namespace Voltbench.Testing.Stations;

/// <summary>What a server said to an upgrade request.</summary>
/// <param name="Headers">By name, without case.</param>
/// <param name="Station">The connection after a 101; otherwise null.</param>
public sealed record UpgradeAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body, FakeStation? Station)
{
    internal static async Task<UpgradeAnswer> ReadAsync(Stream stream)
    {
        // Byte by byte, so that nothing of the first frame is taken.
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0)
                throw new IOException("the server closed the connection without an answer");
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = lines.Skip(1).Select(l => l.Split(':', 2))
            .GroupBy(l => l[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => string.Join(", ", g.Select(l => l[1].Trim())), StringComparer.OrdinalIgnoreCase);
        if (status == 101)
            return new UpgradeAnswer(status, headers, "", new FakeStation(stream));
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        await stream.DisposeAsync();
        return new UpgradeAnswer(status, headers, Encoding.UTF8.GetString(body), Station: null);
    }
}

using Npgsql;
using Voltbench.Simulation;

namespace Voltbench.Lab.FrameLog;

/// <summary>The stored frames as a station's own memory of the past; secrets are masked in them already.</summary>
public sealed class FrameHistory(FrameReader reader) : IFrameHistory
{
    public async Task<IReadOnlyList<PastFrame>> ReadAsync(long chargerKey, DateTimeOffset? from, DateTimeOffset? to, int limit, CancellationToken cancellation)
    {
        try
        {
            var page = await reader.ReadAsync(chargerKey, new FrameFilter { From = from, To = to, Limit = limit }, cancellation);
            return [.. page.Rows.Reverse().Select(static r => new PastFrame(r.At, r.Direction, r.Action, r.Message))];
        }
        catch (NpgsqlException e)
        {
            throw new IOException("the frame log cannot be read", e);
        }
    }
}

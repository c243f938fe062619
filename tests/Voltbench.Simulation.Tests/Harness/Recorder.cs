using System.Text;

namespace Voltbench.Simulation.Tests.Harness;

/// <summary>Keeps what the fleet tells the outside.</summary>
public sealed class Recorder : IFrameSink, IFleetObserver, IFrameHistory
{
    private readonly List<(long Key, PastFrame Frame)> _history = [];

    public List<(long Key, FrameDirection Direction, string Action, string Message)> Frames { get; } = [];

    /// <summary>One for each frame.</summary>
    public List<string?> Marks { get; } = [];

    /// <summary>What is marked, in order: frames, lost frames and what was done to the station.</summary>
    public List<(FrameDirection Direction, string Action, string Message, string Mark)> Marked { get; } = [];

    public List<ChargerView> Views { get; } = [];

    public ChargerView View => Views[^1];

    public ConnectorView Connector => View.Connectors[0];

    public void Write(long chargerKey, FrameDirection direction, string action, ReadOnlyMemory<byte> message, DateTimeOffset at, string? mark = null)
    {
        var text = Encoding.UTF8.GetString(message.Span);
        if (direction <= FrameDirection.FromCsms)
        {
            Frames.Add((chargerKey, direction, action, text));
            Marks.Add(mark);
            _history.Add((chargerKey, new PastFrame(at, direction, action, text)));
        }

        if (mark is not null)
            Marked.Add((direction, action, text, mark));
    }

    public Task<IReadOnlyList<PastFrame>> ReadAsync(long chargerKey, DateTimeOffset? from, DateTimeOffset? to, int limit, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<PastFrame>>(
            [.. _history.Where(h => h.Key == chargerKey && !(h.Frame.At < from) && !(h.Frame.At > to)).Select(h => h.Frame).TakeLast(limit)]);

    public void OnChanged(ChargerView view) => Views.Add(view);
}

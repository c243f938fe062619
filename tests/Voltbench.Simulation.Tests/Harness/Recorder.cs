using System.Text;

namespace Voltbench.Simulation.Tests.Harness;

/// <summary>Keeps what the fleet tells the outside.</summary>
public sealed class Recorder : IFrameSink, IFleetObserver
{
    public List<(long Key, FrameDirection Direction, string Action, string Message)> Frames { get; } = [];

    public List<ChargerView> Views { get; } = [];

    public ChargerView View => Views[^1];

    public ConnectorView Connector => View.Connectors[0];

    public void Write(long chargerKey, FrameDirection direction, string action, ReadOnlyMemory<byte> message, DateTimeOffset at, string? mark = null)
        => Frames.Add((chargerKey, direction, action, Encoding.UTF8.GetString(message.Span)));

    public void OnChanged(ChargerView view) => Views.Add(view);
}

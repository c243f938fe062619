using System.Globalization;
using System.Text;
using System.Text.Json;
using Voltbench.Simulation.Scheduling;
using Voltbench.Simulation.Seeds;

namespace Voltbench.Simulation.Charger.Chaos;

/// <summary>
/// The way of frames to and from the CSMS: breaks, loses, doubles, delays and reorders them. What is lost is in the log with the mark that says why, because
/// the peer's log will not have it.
/// </summary>
internal sealed class Wire
{
    /// <summary>A frame that is held back to let others pass waits for up to so much more.</summary>
    private static readonly TimeSpan ReorderWindow = TimeSpan.FromSeconds(2);

    /// <summary>Frames held in one direction; a real network holds no more either.</summary>
    private const int MaxHeld = 256;

    private readonly Station _station;
    private readonly NetworkChaos? _network;
    private readonly MalformedFrames? _malformed;
    private readonly Way _out;
    private readonly Way _in;
    private string? _announced;

    public Wire(Station station, StationChaos chaos)
    {
        _station = station;
        _network = chaos.Settings.Network;
        _malformed = chaos.Settings.Malformed is { } malformed ? new MalformedFrames(station, malformed) : null;
        _out = new Way(this, "out", FrameDirection.LostToCsms, Applies(ChaosDirection.ToCsms));
        _in = new Way(this, "in", FrameDirection.LostFromCsms, Applies(ChaosDirection.FromCsms));
    }

    /// <summary>Nothing flows, and the socket does not know.</summary>
    public bool IsFrozen { get; private set; }

    /// <summary>Says what is wrong with the next frame that is sent.</summary>
    public void Announce(string mark) => _announced = mark;

    /// <summary>Sends a frame of the station; false only when the connection was given up for it.</summary>
    public bool Send(ReadOnlyMemory<byte> frame, string action, string? mark = null)
    {
        mark = Join(mark, _announced);
        _announced = null;
        var broken = IsFrozen ? null : _malformed?.Break(frame, action);
        var item = new Held(broken?.Frame.Bytes ?? frame, action, Join(mark, broken?.Mark), broken?.Frame.IsBinary == true);
        return _out.Pass(item);
    }

    /// <summary>Sends a frame later and out of turn.</summary>
    public void Hold(ReadOnlyMemory<byte> frame, string action, TimeSpan delay, string mark)
        => _out.Hold(new Held(frame, action, mark, false), delay, inOrder: false);

    /// <summary>A message of the CSMS has arrived.</summary>
    public void Receive(ReadOnlyMemory<byte> message) => _in.Pass(new Held(message, null, null, false));

    public void Freeze()
    {
        IsFrozen = true;
        _station.Connection.Freeze();
    }

    /// <summary>What was on the way is gone with the connection.</summary>
    public void OnClosed()
    {
        IsFrozen = false;
        _out.Drop();
        _in.Drop();
    }

    /// <summary>What is held back goes at once.</summary>
    public void Flush()
    {
        _out.Flush();
        _in.Flush();
    }

    private static string? Join(string? first, string? second) => first is null ? second : second is null ? first : $"{first}; {second}";

    private NetworkChaos? Applies(ChaosDirection direction)
        => _network is { } network && (network.Direction == ChaosDirection.Both || network.Direction == direction) ? network : null;

    private bool Deliver(in Held item, bool isOut)
    {
        if (isOut)
            return !_station.Connection.IsOpen || _station.Connection.Transmit(item.Frame, item.Action!, item.Mark, item.IsBinary);
        if (_station.Connection.IsOpen)
            _station.Accept(item.Frame, item.Mark);
        return true;
    }

    private void Lose(in Held item, FrameDirection direction, string why)
        => _station.Fleet.Frames.Write(
            _station.Spec.Key, direction, item.Action ?? ActionOf(item.Frame), item.Frame, _station.Fleet.Time.GetUtcNow(), Join(item.Mark, why));

    /// <summary>The action of a CALL that nobody will parse; empty for anything else.</summary>
    private static string ActionOf(ReadOnlyMemory<byte> message)
    {
        try
        {
            var reader = new Utf8JsonReader(message.Span);
            return reader.Read() && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var type) && type == 2
                && reader.Read() && reader.Read() && reader.TokenType == JsonTokenType.String
                ? reader.GetString()!
                : "";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    private readonly record struct Held(ReadOnlyMemory<byte> Frame, string? Action, string? Mark, bool IsBinary, long Due = 0);

    /// <summary>One direction.</summary>
    private sealed class Way(Wire wire, string name, FrameDirection lost, NetworkChaos? network)
    {
        private readonly List<Held> _held = [];
        private SeedStream _drop = StationChaos.Stream(wire._station, $"drop/{name}");
        private SeedStream _duplicate = StationChaos.Stream(wire._station, $"duplicate/{name}");
        private SeedStream _reorder = StationChaos.Stream(wire._station, $"reorder/{name}");
        private SeedStream _jitter = StationChaos.Stream(wire._station, $"jitter/{name}");
        private LaneTimer? _timer;
        private long _lastDue;

        private bool IsOut => lost == FrameDirection.LostToCsms;

        public bool Pass(in Held item)
        {
            if (wire.IsFrozen)
            {
                wire.Lose(item, lost, "half_open");
                return true;
            }

            if (network is null)
                return wire.Deliver(item, IsOut);
            if (Draw(ref _drop, network.Drop))
            {
                wire.Lose(item, lost, "drop");
                return true;
            }

            var sent = PassOnce(item);
            if (Draw(ref _duplicate, network.Duplicate))
                PassOnce(item with { Mark = Join(item.Mark, "duplicate") });
            return sent;
        }

        public void Hold(in Held item, TimeSpan delay, bool inOrder)
        {
            if (_held.Count >= MaxHeld)
            {
                wire.Lose(item, lost, "drop: too many frames are held back");
                return;
            }

            var now = wire._station.Lane.Now;
            var due = now + delay.Ticks;
            if (inOrder)
                _lastDue = due = Math.Max(due, _lastDue);
            var at = _held.FindIndex(h => h.Due > due);
            _held.Insert(at < 0 ? _held.Count : at, item with { Due = due });
            Arm(now);
        }

        public void Drop()
        {
            _timer?.Cancel();
            _lastDue = 0;
            foreach (var item in _held)
                wire.Lose(item, lost, "lost with the connection");
            _held.Clear();
        }

        public void Flush()
        {
            _timer?.Cancel();
            foreach (var item in TakeAll())
                wire.Deliver(item, IsOut);
        }

        private bool PassOnce(in Held item)
        {
            var milliseconds = network!.LatencyMs + (network.JitterMs * _jitter.NextDouble());
            var delay = TimeSpan.FromMilliseconds(milliseconds);
            var mark = item.Mark;
            if (milliseconds > 0)
                mark = Join(mark, string.Create(CultureInfo.InvariantCulture, $"latency {milliseconds:0.#} ms"));
            if (Draw(ref _reorder, network.Reorder))
            {
                Hold(item with { Mark = Join(mark, "reorder") }, delay + _reorder.NextWithin(ReorderWindow), inOrder: false);
                return true;
            }

            if (milliseconds <= 0)
                return wire.Deliver(item with { Mark = mark }, IsOut);
            Hold(item with { Mark = mark }, delay, inOrder: true);
            return true;
        }

        private void OnDue()
        {
            while (_held.Count > 0 && _held[0].Due <= wire._station.Lane.Now)
            {
                var item = _held[0];
                _held.RemoveAt(0);
                wire.Deliver(item, IsOut);
            }

            if (_held.Count > 0)
                Arm(wire._station.Lane.Now);
        }

        private void Arm(long now) => wire._station.Arm(ref _timer, OnDue, TimeSpan.FromTicks(_held[0].Due - now));

        private List<Held> TakeAll()
        {
            var all = new List<Held>(_held);
            _held.Clear();
            return all;
        }

        private static bool Draw(ref SeedStream stream, double probability) => probability > 0 && stream.NextDouble() < probability;
    }
}

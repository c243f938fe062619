using System.Text.Json;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger;

/// <summary>
/// Resets that wait for transactions to end, and those of a single EVSE (OCPP 2.0.1 B11, B12). While one waits no new session may begin where it will happen;
/// what waits survives a loss of power.
/// </summary>
internal sealed class Resets(Station station) : IDocument
{
    public const string DocumentName = "resets";

    private const int WholeStation = 0;

    // How long the electronics of an EVSE are away.
    private static readonly TimeSpan EvseRestart = TimeSpan.FromSeconds(5);

    private readonly SortedSet<int> _waiting = [];
    private LaneTimer?[]? _restarting;

    string IDocument.Name => DocumentName;

    /// <summary>Nothing new may begin there.</summary>
    public bool Holds(Connector connector) => _waiting.Contains(WholeStation) || _waiting.Contains(connector.Id) || IsRestarting(connector);

    /// <summary>Its electronics are away.</summary>
    public bool IsRestarting(Connector connector) => _restarting?[connector.Id - 1] is { IsArmed: true };

    /// <summary>Resets the station, or one EVSE, once no transaction runs there; false when it has to wait.</summary>
    public bool WhenIdle(Connector? connector)
    {
        if (IsIdle(connector))
        {
            Now(connector, isScheduled: false);
            return true;
        }

        if (_waiting.Add(connector?.Id ?? WholeStation))
            station.Memory.Changed(this);
        foreach (var each in station.Connectors)
            station.Statuses.Refresh(each);
        return false;
    }

    /// <summary>Resets at once; transactions end.</summary>
    public void Now(Connector? connector, bool isScheduled = false)
    {
        if (connector is null)
        {
            station.Departure.Reset(isScheduled ? StopReason.SoftReset : StopReason.HardReset, isScheduled);
            return;
        }

        var timers = _restarting ??= new LaneTimer?[station.Connectors.Length];
        if (connector.Session is { } session)
            _ = station.Sessions.Stop(session, StopReason.HardReset);
        station.Arm(ref timers[connector.Id - 1], () => station.Sessions.Evaluate(connector), EvseRestart);
        station.Statuses.Refresh(connector);
    }

    /// <summary>Looks whether what waits may happen; after every event.</summary>
    public void Advance()
    {
        if (_waiting.Count == 0 || station.Departure.HasBegun)
            return;
        if (_waiting.Contains(WholeStation))
        {
            if (!IsIdle(null))
                return;
            _waiting.Clear();
            station.Memory.Changed(this);
            Now(null, isScheduled: true);
            return;
        }

        foreach (var id in _waiting.Where(id => IsIdle(station.Find(id))).ToList())
        {
            _waiting.Remove(id);
            station.Memory.Changed(this);
            Now(station.Find(id), isScheduled: true);
        }
    }

    /// <summary>The power was away: that was the reset, unless a transaction goes on.</summary>
    public void OnRestored()
    {
        if (_waiting.Count == 0 || !IsIdle(null))
            return;
        _waiting.Clear();
        station.Memory.Changed(this);
        station.Cause = BootCause.ScheduledReset;
    }

    public ReadOnlyMemory<byte> Write() => _waiting.Count == 0 ? default : JsonSerializer.SerializeToUtf8Bytes([.. _waiting], StationJson.Default.Int32Array);

    public void Read(ReadOnlyMemory<byte> json)
        => _waiting.UnionWith((JsonSerializer.Deserialize(json.Span, StationJson.Default.Int32Array) ?? []).Where(id => id == WholeStation || station.Find(id) is not null));

    public void Clear() => _waiting.Clear();

    private bool IsIdle(Connector? connector) => connector is null
        ? !Array.Exists(station.Connectors, static c => c.Session is { IsRunning: true })
        : connector.Session is not { IsRunning: true };
}

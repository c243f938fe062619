using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger;

/// <summary>
/// Heartbeats at the interval of the CSMS. Any other message postpones them (OCPP 1.6 §4.6, OCPP 2.0.1 G02), but once a day one is sent
/// for the clock's sake (OCPP-J 1.6 §5.3).
/// </summary>
internal sealed class Heartbeat(Station station) : ICallOwner
{
    private LaneTimer? _timer;
    private TimeSpan _interval;
    private long _lastAnswer;
    private bool _due;

    /// <summary>The interval in force; zero before the first registration.</summary>
    public TimeSpan Interval => _interval;

    public void Start(TimeSpan interval)
    {
        _interval = interval > TimeSpan.Zero ? interval : station.Fleet.Options.HeartbeatInterval;
        _lastAnswer = station.Lane.Now;
        Resume();
    }

    public void Resume()
    {
        _due = false;
        if (_interval > TimeSpan.Zero)
            station.Arm(ref _timer, TimerKind.Heartbeat, _interval);
    }

    public void OnOffline()
    {
        _due = false;
        _timer?.Cancel();
    }

    public void OnTraffic()
    {
        if (_timer is { IsArmed: true })
            station.Lane.ArmAt(_timer, Math.Min(station.Lane.Now + _interval.Ticks, Math.Max(_timer.Due, _lastAnswer + TimeSpan.TicksPerDay)));
    }

    public void OnTimer() => _due = true;

    /// <summary>Sends one at once (TriggerMessage).</summary>
    public void Repeat() => _due = true;

    public bool TryNext(out OutCall call)
    {
        call = default;
        if (!_due)
            return false;
        _due = false;
        call = station.Face.Heartbeat();
        return true;
    }

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        if (answer.End == CallEnd.Lost)
            return;
        if (answer.End == CallEnd.Result)
        {
            station.SetClock(station.Face.ReadHeartbeat(answer.Input));
            _lastAnswer = station.Lane.Now;
        }
        else
        {
            station.Connection.Report(answer.Problem("Heartbeat"));
        }

        Resume();
    }
}

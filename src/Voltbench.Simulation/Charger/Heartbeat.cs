using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger;

/// <summary>
/// Heartbeats at the interval of the CSMS. Any other message postpones them (OCPP 1.6 §4.6, OCPP 2.0.1 G02), but once a day one is sent
/// for the clock's sake (OCPP-J 1.6 §5.3).
/// </summary>
internal sealed class Heartbeat(Station station) : ICallOwner
{
    private LaneTimer? _timer;
    private bool _isWanted;
    private long _lastAnswer;
    private bool _due;

    /// <summary>What the CSMS answered BootNotification with; null when it left it to the station, or has not answered yet.</summary>
    public TimeSpan? Assigned { get; private set; }

    private TimeSpan Interval => station.Configuration.Get(StandardSettings.HeartbeatInterval);

    public void Start(TimeSpan interval)
    {
        if (interval > TimeSpan.Zero)
        {
            Assigned = interval;
            station.Configuration.Forget(StandardSettings.HeartbeatInterval); // §4.2: the answer takes its place
        }

        _isWanted = true;
        _lastAnswer = station.Lane.Now;
        Resume();
    }

    public void Resume()
    {
        _due = false;
        if (_isWanted)
            station.Arm(ref _timer, TimerKind.Heartbeat, Interval);
    }

    /// <summary>A new interval counts from now.</summary>
    public void Restart()
    {
        if (_timer is { IsArmed: true })
            Resume();
    }

    public void OnOffline()
    {
        _due = false;
        _timer?.Cancel();
    }

    public void OnTraffic()
    {
        if (_timer is { IsArmed: true })
            station.Lane.ArmAt(_timer, Math.Min(station.Lane.Now + Interval.Ticks, Math.Max(_timer.Due, _lastAnswer + TimeSpan.TicksPerDay)));
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

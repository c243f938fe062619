using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Physics;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger.Metering;

/// <summary>Readings at the full parts of the day, counted from midnight UTC by the station's clock (OCPP 1.6 §3.16.1, OCPP 2.0.1 J01).</summary>
internal sealed class AlignedData(Station station) : ICallOwner
{
    private LaneTimer? _timer;
    private LaneTimer? _endedTimer;
    private DateTimeOffset _due;
    private DateTimeOffset _endedDue;
    private long[]? _lastWh;
    private long[]? _lastVarh;

    /// <summary>An interval was set, or the station came up.</summary>
    public void Restart()
    {
        Arm(ref _timer, OnTimer, station.Configuration.Get(StandardSettings.ClockAlignedDataInterval), ref _due);
        Arm(ref _endedTimer, OnEndedTimer, station.Configuration.Get(StandardSettings.AlignedTxEndedInterval), ref _endedDue);
    }

    public void Cancel()
    {
        _timer?.Cancel();
        _endedTimer?.Cancel();
    }

    /// <summary>A reading that no transaction waits for was answered, or not.</summary>
    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        if (answer.End is CallEnd.Error or CallEnd.Invalid or CallEnd.Timeout)
            station.Connection.Report(answer.Problem("MeterValues"));
    }

    private void OnTimer()
    {
        var at = _due;
        Restart();
        var configuration = station.Configuration;
        if (!configuration.Get(StandardSettings.AlignedDataEnabled))
            return;
        if (configuration.Get(StandardSettings.AlignedSendDuringIdle) && Array.Exists(station.Connectors, static c => c.Session is { IsRunning: true }))
            return;
        foreach (var connector in station.Connectors)
        {
            station.Face.Aligned(station, connector, WithInterval(connector), at);
            if (connector.Session is { IsRunning: true })
                station.Memory.StateChanged();
        }

        _ = station.MainMeter.Tell(at, isTriggered: false);
    }

    private void OnEndedTimer()
    {
        var at = _endedDue;
        Arm(ref _endedTimer, OnEndedTimer, station.Configuration.Get(StandardSettings.AlignedTxEndedInterval), ref _endedDue);
        if (!station.Configuration.Get(StandardSettings.AlignedDataEnabled))
            return;
        foreach (var connector in station.Connectors)
        {
            if (connector.Session is { IsRunning: true } session)
                station.Face.KeepAligned(station, session, session.Sample(station), at);
        }
    }

    private MeterSample WithInterval(Connector connector)
    {
        _lastWh ??= new long[station.Connectors.Length];
        _lastVarh ??= new long[station.Connectors.Length];
        var sample = Meters.Read(station, connector);
        var i = connector.Id - 1;
        sample = sample with
        {
            IntervalWh = _lastWh[i] == 0 ? 0 : sample.EnergyWh - _lastWh[i],
            IntervalVarh = _lastWh[i] == 0 ? 0 : sample.ReactiveVarh - _lastVarh[i],
        };
        (_lastWh[i], _lastVarh[i]) = (sample.EnergyWh, sample.ReactiveVarh);
        return sample;
    }

    private void Arm(ref LaneTimer? timer, Action callback, TimeSpan interval, ref DateTimeOffset due)
    {
        timer?.Cancel();
        if (interval <= TimeSpan.Zero)
            return;
        var now = station.ClockNow;
        var midnight = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);

        // A timer may be a hair early: what is only milliseconds away is this reading, not the next.
        var count = ((now - midnight + TimeSpan.FromMilliseconds(50)).Ticks / interval.Ticks) + 1;
        var next = midnight + TimeSpan.FromTicks(Math.Min(count * interval.Ticks, TimeSpan.TicksPerDay));
        due = next;
        station.Arm(ref timer, callback, next - now);
    }
}

using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger;

/// <content>What happens in a session by the clock: readings, limits, the wait for a cable.</content>
internal sealed partial class Sessions
{
    public void OnMeterTimer(Connector connector)
    {
        if (connector.Session is not { IsRunning: true } session)
            return;
        ArmMeter(connector);
        if (station.Configuration.Get(StandardSettings.SampledDataEnabled))
            station.Face.Sampled(station, session, session.SamplePeriodically(station));
        station.Memory.StateChanged();
        station.ViewChanged();
    }

    /// <summary>A new interval counts from now, also in a running session.</summary>
    public void OnMeterIntervalChanged()
    {
        foreach (var connector in station.Connectors)
        {
            connector.MeterTimer?.Cancel();
            if (connector.Session is not { IsRunning: true })
                continue;
            ArmMeter(connector);
            ArmEndedSamples(connector);
        }
    }

    public void OnLimitTimer(Connector connector)
    {
        if (connector.Session is not { } session)
            return;
        if (session.CableDue is not null)
        {
            session.CableDue = null;
            Revoke(session, StopReason.Timeout); // nobody plugged in (1.6 ConnectionTimeOut, 2.0.1 E03)
            return;
        }

        var (wait, reason) = session.NextLimit(station.Lane.Now, station.Fleet.Time.GetUtcNow());
        if (wait > TimeSpan.FromMilliseconds(1))
            ArmLimit(connector);
        else if (reason != StopReason.DeAuthorized && session is { IsRunning: true, Limits: not null })
            Revoke(session, reason, reason == StopReason.Local ? session.Token : null);
        else
            station.Power.Refresh(connector); // full
    }

    /// <summary>Power, or something else that the session's next limit depends on, changed.</summary>
    public void ArmLimit(Connector connector)
    {
        if (connector.Session is not { CableDue: null } session || (!session.IsRunning && session.Flow != PowerFlow.Charging))
            return;
        var (wait, _) = session.NextLimit(station.Lane.Now, station.Fleet.Time.GetUtcNow());
        station.Arm(ref connector.LimitTimer, TimerKind.Limit, wait, connector.Id);
    }

    /// <summary>2.0.1: readings for the last event are taken in their own interval.</summary>
    public void ArmEndedSamples(Connector connector)
    {
        if (station.Configuration.Get(StandardSettings.TxEndedInterval) is { } interval && interval > TimeSpan.Zero)
            station.TransactionSamples.Arm(connector, interval);
    }

    private void AwaitCable(Session session, TimeSpan? left = null)
    {
        var wait = left ?? station.Configuration.Get(StandardSettings.ConnectionTimeOut);
        session.CableDue = station.Fleet.Time.GetUtcNow() + wait;
        station.Arm(ref session.Connector.LimitTimer, TimerKind.Limit, wait, session.Connector.Id);
        if (session.IsRunning)
            station.Memory.StateChanged();
    }

    private void ArmMeter(Connector connector)
    {
        var interval = station.Configuration.Get(StandardSettings.MeterValueSampleInterval);
        if (interval > TimeSpan.Zero)
            station.Arm(ref connector.MeterTimer, TimerKind.Meter, interval, connector.Id);
    }
}

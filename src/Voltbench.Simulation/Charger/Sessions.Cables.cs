using Voltbench.Ocpp;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger;

/// <content>Cables that go in and come out, and the cars at their ends.</content>
internal sealed partial class Sessions
{
    /// <summary>A cable goes in; null when it does, otherwise why not.</summary>
    public string? Plug(Connector connector, EvProfile? ev = null, double? socPercent = null)
    {
        if (connector.IsPlugged)
            return $"A car is plugged in at connector {connector.Id} already.";
        if (CarFor(connector, ev ?? UsualCar(connector), socPercent, out var car) is { } problem)
            return problem;
        connector.Car = car;
        connector.IsCableLocked = false;
        connector.Session ??= new Session(connector);
        connector.Session.CableDue = null;
        connector.Session.Rebase(station.Lane.Now, PowerFlow.None, 0); // what the car does is told anew, also when it wants nothing
        station.Memory.StateChanged();
        station.ViewChanged();
        Evaluate(connector, SessionEvent.PluggedIn);
        if (connector.Session is { IsAuthorized: false })
            FollowCable(connector);
        return null;
    }

    /// <summary>The cable is taken out, on the car's side while a transaction runs; null when it is, otherwise why not.</summary>
    public string? Unplug(Connector connector)
    {
        if (connector.Car is null)
            return $"No car is plugged in at connector {connector.Id}.";
        connector.UnplugTimer?.Cancel();
        var isOnCarsSide = connector.Session is { IsRunning: true };
        if (connector.Session is { } session)
        {
            session.Rebase(station.Lane.Now, PowerFlow.None, 0); // the register as it stands when the contact breaks
            connector.Car = null;
            // The other end of the driver's cable is still in the socket (1.6 §4.9 Finishing; 2.0.1 E09, E10).
            (connector.IsCableLocked, connector.CableOwner) = isOnCarsSide && connector.HasSocket ? (true, session.Token) : (false, null);
            if (session.IsRunning)
            {
                if (session.IsAuthorized && station.Face.EndsWithCable(station))
                    (session.IsAuthorized, session.Cause, session.StoppedBy) = (false, StopReason.EVDisconnected, null);
                Evaluate(connector, SessionEvent.CableOut);
            }

            if (!session.IsRunning)
                Leave(session, "The cable was taken out.");
            else if (session.IsAuthorized && !connector.HasSocket && station.Spec.Version != OcppVersion.V16)
                AwaitCable(session); // E10: the station's own cable has to be plugged in again within EVConnectionTimeOut
        }

        connector.Car = null;
        if (connector.IsCableLocked && connector.Session is null && station.Configuration.Get(StandardSettings.UnlockOnEVSideDisconnect))
            connector.IsCableLocked = false;
        station.Memory.StateChanged();
        station.ViewChanged();
        station.Statuses.Refresh(connector);
        return null;
    }

    /// <summary>The lock opens: a cable that was left behind comes out. False when it is stuck.</summary>
    public bool Unlock(Connector connector)
    {
        if (connector.Fault is { ErrorCode: "ConnectorLockFailure" })
            return false;
        if (!connector.IsCableLocked)
            return true;
        connector.IsCableLocked = false;
        station.ViewChanged();
        station.Statuses.Refresh(connector);
        return true;
    }

    public void OnUnplugTimer(Connector connector)
    {
        if (connector.Car is not null)
            _ = Unplug(connector);
    }

    /// <summary>A car was still plugged in when the power went, without a transaction: it leaves when its session brought it.</summary>
    public void ResumePlugged(Connector connector)
    {
        connector.Session = new Session(connector) { Phase = connector.Car!.LeavesByItself ? SessionPhase.Finishing : SessionPhase.Preparing };
        connector.Status = station.Statuses.Of(connector);
        if (connector.Car.LeavesByItself)
            station.Arm(ref connector.UnplugTimer, TimerKind.Unplug, station.Fleet.Options.UnplugDelay, connector.Id);
    }

    /// <summary>A driver who named no connector has plugged in: the grant comes over from where it waits.</summary>
    private void FollowCable(Connector connector)
    {
        var other = Array.Find(station.Connectors, static c => c is { IsPlugged: false, Session: { Phase: SessionPhase.Preparing, IsAuthorized: true, IsMovable: true } });
        if (other?.Session is not { Token: { } token } waiting)
            return;
        var verdict = new Verdict(true, GroupId: waiting.GroupId);
        if (Admission.After(station, connector, token, verdict) is not null)
            return;
        waiting.IsAuthorized = false;
        Leave(waiting, null);
        Grant(connector, token, verdict);
    }

    /// <summary>The car of the charger's behaviour, where it fits the plug.</summary>
    private EvProfile UsualCar(Connector connector)
        => station.Spec.Behavior.Ev is { } ev && PowerLimits.Of(connector.Model, ev).EvMaxW > 0 ? ev : EvProfiles.DefaultFor(connector.Model);

    private static string? CarFor(Connector connector, EvProfile ev, double? socPercent, out Car car)
    {
        car = new Car(ev, Math.Clamp(socPercent ?? ev.ArrivalSocPercent, 0, 100));
        if (PowerLimits.Of(connector.Model, ev).EvMaxW <= 0)
            return $"The car '{ev.Name}' cannot charge from {(connector.Model.IsDc ? "DC" : "AC")}, which is what connector {connector.Id} gives.";
        return ev.BatteryWh > 0 ? null : $"The car '{ev.Name}' has no battery.";
    }

    private void Unplug(Connector connector, TimeSpan delay)
        => station.Arm(ref connector.UnplugTimer, TimerKind.Unplug, delay, connector.Id);
}

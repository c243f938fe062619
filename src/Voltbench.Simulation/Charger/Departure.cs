using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger;

/// <summary>How a charger leaves the fleet: last messages, close 1000, last commit. One that is restarted comes back from its own memory.</summary>
internal sealed class Departure(Station station)
{
    private LaneTimer? _timer;
    private LaneTimer? _dark;
    private List<TaskCompletionSource>? _waiting;
    private Step _step;
    private bool _isTimeUp;
    private RemovalReason _reason;
    private ReturnTicket? _return;

    private enum Step : byte
    {
        None,
        LastMessages,

        /// <summary>Without power.</summary>
        Dark,
        Closing,
        Gone,
    }

    /// <summary>The charger no longer connects by itself.</summary>
    public bool IsUnderWay => _step >= Step.Dark;

    /// <summary>The charger takes no new commands.</summary>
    public bool HasBegun => _step != Step.None;

    /// <summary>How its next life begins.</summary>
    public BootCause NextCause { get; private set; }

    public bool IsGone => _step == Step.Gone;

    public void Begin(RemovalReason reason, TaskCompletionSource? waiting)
    {
        if (_step == Step.Gone)
        {
            waiting?.TrySetResult();
            return;
        }

        if (waiting is not null)
            (_waiting ??= []).Add(waiting);
        _return = null;
        if (_step == Step.Dark)
            Wake(); // it leaves without having come back
        if (_step != Step.None)
            return;
        _reason = reason;
        station.Arm(ref _timer, TimerKind.Farewell, station.Fleet.Options.FarewellTimeout);
        if (reason == RemovalReason.Deleted)
        {
            _step = Step.LastMessages;
            station.Sessions.StopAll(StopReason.Other);
        }
        else
        {
            Close();
        }
    }

    /// <summary>Power off and on again: everything volatile is lost, what is durable goes on.</summary>
    public void Restart()
    {
        if (_step == Step.None)
            Begin(RemovalReason.Stopped, null);
        _return = new ReturnTicket(station.Spec);
    }

    /// <summary>Sessions end with that reason, their last messages get a moment, then the station boots again (Reset of the CSMS).</summary>
    /// <param name="reason">Why sessions end.</param>
    /// <param name="isScheduled">It had to wait for them.</param>
    public void Reset(StopReason reason, bool isScheduled = false) => Reset(reason, isScheduled ? BootCause.ScheduledReset : BootCause.RemoteReset);

    /// <summary>Boots the firmware that was installed; no transaction runs.</summary>
    public void Reboot() => Reset(StopReason.Other, BootCause.FirmwareUpdate);

    private void Reset(StopReason reason, BootCause cause)
    {
        if (_step != Step.None)
            return;
        NextCause = cause;
        _step = Step.LastMessages;
        _reason = RemovalReason.Stopped;
        _return = new ReturnTicket(station.Spec);
        station.Arm(ref _timer, TimerKind.Farewell, station.Fleet.Options.FarewellTimeout);
        station.Sessions.StopAll(reason);
    }

    /// <summary>The power goes without a word, and comes back after a time.</summary>
    /// <param name="time">How long the station is dark.</param>
    /// <param name="forgets">Open transactions and waiting messages are lost: nobody hears of their end.</param>
    public void LosePower(TimeSpan time, bool forgets)
    {
        if (_step != Step.None)
            return;
        _step = Step.Dark;
        _reason = RemovalReason.Stopped;
        NextCause = BootCause.PowerUp;
        _return = new ReturnTicket(station.Spec);
        station.CancelTimers();
        station.Connection.Abort("The power is gone (behavior power_loss).");
        foreach (var connector in station.Connectors)
        {
            if (connector.Session is not { } session)
                continue;
            session.Rebase(station.Lane.Now, PowerFlow.None, 0);
            session.Reply?.Answer(CommandOutcome.Rejected("The power was lost before the session began."));
            session.Reply = null;
            if (forgets)
                connector.Session = null;
        }

        if (forgets)
            station.Outbox.Clear();
        station.Memory.StateChanged();
        station.Memory.Flush();
        station.Arm(ref _dark, Wake, time);
    }

    /// <summary>The charger is wanted again before it was gone.</summary>
    public void ReturnAs(ChargerSpec spec) => _return = new ReturnTicket(spec);

    public void OnTimer() => _isTimeUp = true;

    private void Wake()
    {
        _dark?.Cancel();
        _step = Step.Closing;
        station.Arm(ref _timer, TimerKind.Farewell, station.Fleet.Options.FarewellTimeout);
    }

    /// <summary>Looks whether the next step may be taken; after every event.</summary>
    public void Advance()
    {
        station.AdvanceResets();
        if (_step == Step.LastMessages && !station.Replies.HoldsBack && (_isTimeUp || station.Outbox.Count == 0 || !station.Boot.IsAccepted))
            Close();
        // A handover must see the last commit; anything else may leave it to a store that does not answer.
        if (_step == Step.Closing
            && (!station.Connection.IsClosing || _isTimeUp)
            && (station.Memory.IsSettled || (_isTimeUp && _reason != RemovalReason.Moved)))
        {
            Leave();
        }
    }

    private void Close()
    {
        _step = Step.Closing;
        foreach (var connector in station.Connectors)
        {
            if (connector.Session is not { } session)
                continue;
            session.Reply?.Answer(CommandOutcome.Rejected("The charger was stopped before the session began."));
            session.Reply = null;
            if (session.IsRunning)
                station.Memory.StateChanged(); // the register as it stands at power-off
        }

        station.CancelTimers();
        station.Connection.Close(ConnectionState.Stopped);
        station.Memory.Flush();
    }

    private void Leave()
    {
        _step = Step.Gone;
        _timer?.Cancel();
        station.EndLife();
        station.PublishView();
        station.Fleet.OnLeft(station, _return?.Spec);
        if (_waiting is null)
            return;
        foreach (var waiting in _waiting)
            waiting.TrySetResult();
        _waiting = null;
    }

    private sealed record ReturnTicket(ChargerSpec Spec);
}

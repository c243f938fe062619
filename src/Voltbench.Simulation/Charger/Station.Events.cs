using Voltbench.Ocpp.Rpc;
using Voltbench.Simulation.Charger.Chaos;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.Security;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger;

/// <content>What happens to the charger.</content>
internal sealed partial class Station
{
    public void Handle(in LaneEvent e)
    {
        switch (e.Kind)
        {
            case LaneEventKind.Opened:
                Connection.OnOpened((StationLink)e.Subject!, (ILink)e.Detail!);
                break;
            case LaneEventKind.ConnectFailed:
                Connection.OnFailed((StationLink)e.Subject!, (ConnectProblem)e.Detail!);
                break;
            case LaneEventKind.Closed:
                Connection.OnClosed((StationLink)e.Subject!, (string)e.Detail!);
                break;
            case LaneEventKind.Message when Connection.IsCurrent((StationLink)e.Subject!):
                if (Chaos is { } chaos)
                    chaos.Wire.Receive(e.Message);
                else
                    Accept(e.Message);
                break;
            case LaneEventKind.Committed:
                Memory.OnCommitted((ChargerCommit)e.Subject!);
                _mainMeter?.OnCommitted();
                break;
            case LaneEventKind.Placed:
                OnPlaced(e.Subject as ChargerSpec);
                break;
            case LaneEventKind.Command:
                OnCommand((PostedCommand)e.Subject!);
                break;
            case LaneEventKind.Continue when !Departure.IsGone:
                ((Action)e.Subject!)();
                break;
            case LaneEventKind.Restart:
                Departure.Restart();
                break;
            case LaneEventKind.Remove:
                Departure.Begin((RemovalReason)e.Subject!, (TaskCompletionSource?)e.Detail);
                break;
        }

        EndTurn();
    }

    public void OnTimer(LaneTimer timer)
    {
        if (Departure.IsGone)
            return; // whatever it was for, another life has its memory now
        switch ((TimerKind)timer.Kind)
        {
            case TimerKind.Reconnect:
                Connection.Start();
                break;
            case TimerKind.CallTimeout:
                Calls.OnTimeout();
                break;
            case TimerKind.Boot:
                Boot.OnTimer();
                break;
            case TimerKind.Heartbeat:
                Heartbeat.OnTimer();
                break;
            case TimerKind.OutboxRetry:
                break; // the turn's end finds the message ready again
            case TimerKind.Farewell:
                Departure.OnTimer();
                break;
            case TimerKind.Meter:
                Sessions.OnMeterTimer(Connectors[timer.Index - 1]);
                break;
            case TimerKind.Limit:
                Sessions.OnLimitTimer(Connectors[timer.Index - 1]);
                break;
            case TimerKind.Callback:
                ((CallbackTimer)timer).Callback();
                break;
            case TimerKind.Unplug:
                Sessions.OnUnplugTimer(Connectors[timer.Index - 1]);
                break;
        }

        EndTurn();
    }

    /// <summary>A message of the CSMS has come through.</summary>
    /// <param name="message">The frame.</param>
    /// <param name="mark">What happened to it on the way; null for nothing.</param>
    public void Accept(ReadOnlyMemory<byte> message, string? mark = null)
    {
        var input = Connection.Rpc!.Receive(message);
        FleetInstruments.FramesReceived.Add(1);
        Fleet.Frames.Write(Spec.Key, FrameDirection.FromCsms, input.ActionName ?? "", message, Fleet.Time.GetUtcNow(), mark);
        switch (input.Kind)
        {
            case RpcInputKind.Result or RpcInputKind.Error:
                Calls.OnAnswer(input);
                break;
            case RpcInputKind.Call when Boot.IsRejected:
                if (Face.CodeWhileRejected is { } code)
                    Reply(input, code, "The CSMS rejected this station.");
                break;
            case RpcInputKind.Call when Chaos is { } chaos && chaos.TakesOver(input):
                break;
            case RpcInputKind.Call:
                if (input.Violation is not null)
                    Report(SecurityEvent.AttemptedReplayAttacks, input.Violation);
                Face.Handle(this, input);
                break;
            case RpcInputKind.Refused or RpcInputKind.Duplicate when !Boot.IsRejected || Face.CodeWhileRejected is not null:
                if (input.Violation is not null)
                    Connection.Report(input.Violation);
                if (input.Kind == RpcInputKind.Refused)
                    Report(SecurityEvent.InvalidMessages, input.Violation);
                if (input.Reply is { } reply)
                    Connection.Send(reply, input.ActionName ?? "");
                break;
            case RpcInputKind.Unanswerable:
                Connection.Report(input.Violation);
                Report(SecurityEvent.InvalidMessages, input.Violation);
                break;
        }
    }

    private void OnPlaced(ChargerSpec? spec)
    {
        if (spec is null)
        {
            Restore();
            _resets?.OnRestored();
            if (Configuration.Get(StandardSettings.ClockAlignedDataInterval) > TimeSpan.Zero || Configuration.Get(StandardSettings.AlignedTxEndedInterval) > TimeSpan.Zero)
                AlignedData.Restart();
            _security?.OnRestored();
            SetChaos(Spec.Behavior.Chaos);
            Connection.Start();
            ViewChanged();
        }
        else if (Departure.IsGone)
        {
            Fleet.OnLeft(this, spec); // it crossed with the charger's last turn
        }
        else if (Departure.IsUnderWay)
        {
            Departure.ReturnAs(spec);
        }
        else
        {
            Apply(spec);
        }
    }

    private void Restore()
    {
        var memory = _remembered;
        _remembered = null;
        if (memory is null)
            return;
        var record = StationRecord.Read(memory.State);
        var isOtherVersion = record is not null && record.Version != Spec.Version;
        foreach (var document in memory.Documents)
            TakeUp(document, isOtherVersion);
        if (record is not null && isOtherVersion)
        {
            // The version changed while the charger was off: nobody could understand its old messages.
            Outbox.Forget(memory.Outbox);
            RestoreConnectors(record, withTransactions: false);
            return;
        }

        Outbox.Restore(memory.Outbox, record?.NextOutboxSequence ?? 1, record?.TransactionIds);
        if (record is not null)
            RestoreConnectors(record, withTransactions: true);
        if (HasReservations)
            Reservations.Resume();
    }

    private void TakeUp(ChargerDocument document, bool isOtherVersion)
    {
        if (isOtherVersion || DocumentOf(document.Name) is not { } owner)
        {
            Memory.Changed(new LostDocument(document.Name)); // nobody could read it: it is deleted
            return;
        }

        owner.Read(document.Content);
        Memory.Know(owner);
    }

    private void RestoreConnectors(StationRecord record, bool withTransactions)
    {
        IsInoperative = record.IsInoperative;
        if (record.MeterIntervalSeconds is { } interval)
        {
            Configuration.Override(StandardSettings.MeterValueSampleInterval, TimeSpan.FromSeconds(interval));
            Memory.StateChanged();
        }

        if (withTransactions && record.ClockOffsetSeconds is { } offset && record.Connectors.Any(static c => c.Transaction is not null))
            (_clockOffset, _isClockSet) = (TimeSpan.FromSeconds(offset), true);
        for (var i = 0; i < Math.Min(Connectors.Length, record.Connectors.Count); i++)
        {
            var (connector, saved) = (Connectors[i], record.Connectors[i]);
            connector.RegisterWh = saved.RegisterWh;
            connector.RegisterVarh = saved.RegisterVarh;
            connector.IsInoperative = saved.IsInoperative;
            connector.Car = saved.Car?.ToCar();
            connector.Status = Statuses.Of(connector);
            if (withTransactions && saved.Transaction is { } transaction)
                Sessions.Resume(connector.Session = transaction.ToSession(connector));
            else if (connector.IsPlugged)
                Sessions.ResumePlugged(connector);
        }

        if (record.MainWh is { } mainWh)
            _mainMeter = new Metering.MainMeter(this, mainWh, record.MainAt);
        if (HasChargingProfiles)
            Power.RefreshAll(); // only now is it known who shares the limit of the station
    }

    private void Apply(ChargerSpec spec)
    {
        var old = Spec;
        Spec = spec;
        var isOtherPeer = old.CsmsUrl != spec.CsmsUrl || old.Identity != spec.Identity || old.Version != spec.Version;
        if (old.Version != spec.Version)
        {
            Connection.Close(ConnectionState.Disconnected);
            Sessions.Abandon();
            Outbox.Clear();
            Memory.ClearDocuments();
            Face = FaceOf(spec.Version);
            _reservations?.Resume();
        }

        if (old.Behavior.MeterIntervalSeconds != spec.Behavior.MeterIntervalSeconds)
        {
            Configuration.Forget(StandardSettings.MeterValueSampleInterval); // who changes the behaviour means it
            Sessions.OnMeterIntervalChanged();
        }

        if (isOtherPeer)
            Boot.Reset();
        var isOtherAccess = isOtherPeer || old.SecurityProfile != spec.SecurityProfile || old.AuthorizationKey != spec.AuthorizationKey || old.BasicUser != spec.BasicUser;
        if (isOtherAccess)
            _security?.ForgetOverrides(); // who names another connection means it
        if (isOtherAccess
            || old.Behavior.Offline != spec.Behavior.Offline)
        {
            Connection.Close(ConnectionState.Disconnected);
            Connection.ResetBackOff();
            Connection.Start();
        }

        if (old.Behavior.ClockSkewSeconds != spec.Behavior.ClockSkewSeconds)
            _clockOffset = TimeSpan.FromSeconds(spec.Behavior.ClockSkewSeconds); // until the CSMS sets it again
        if (old.Behavior != spec.Behavior)
            SetChaos(spec.Behavior.Chaos);
        ViewChanged();
    }

    private void SetChaos(ChaosSettings? settings)
    {
        if (ChaosSettings.AreSame(Chaos?.Settings, settings))
            return;
        var old = Chaos;
        Chaos = null;
        old?.End();
        if (settings is null)
        {
            _chaosMemory?.Forget();
            StationChaos.Note(this, "behavior", "the station behaves again");
            return;
        }

        StationChaos.Note(this, "behavior", "the station begins to misbehave");
        Chaos = new StationChaos(this, settings);
        Chaos.Begin();
    }

    private void OnCommand(PostedCommand posted)
    {
        if (Departure.HasBegun)
        {
            posted.Answer(new CommandOutcome(CommandStatus.NotPlaced));
            return;
        }

        StationCommands.Run(this, posted);
    }
}

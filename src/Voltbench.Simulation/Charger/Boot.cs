using Voltbench.Ocpp;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Scheduling;
using Voltbench.Simulation.Seeds;

namespace Voltbench.Simulation.Charger;

internal enum Registration : byte
{
    Accepted,
    Pending,
    Rejected,
}

/// <summary>Why a station sends BootNotification (OCPP 2.0.1 part 2 §3.5 BootReasonEnumType; 1.6 does not tell).</summary>
internal enum BootCause : byte
{
    PowerUp,

    /// <summary>Nothing booted: the station only says again who it is (FleetOptions.BootOnReconnect).</summary>
    Reconnect,

    /// <summary>The CSMS reset it.</summary>
    RemoteReset,

    /// <summary>The CSMS reset it, and it waited for the last car first.</summary>
    ScheduledReset,

    /// <summary>The CSMS asked for the message.</summary>
    Triggered,

    /// <summary>New firmware was installed.</summary>
    FirmwareUpdate,
}

/// <summary>The CSMS's answer to BootNotification. <paramref name="Interval"/> 0 leaves it to the station.</summary>
internal readonly record struct BootAnswer(Registration Status, DateTimeOffset CurrentTime, TimeSpan Interval, string? Info);

/// <summary>Registration with the CSMS: OCPP 1.6 §4.2, OCPP 2.0.1 B01–B03.</summary>
internal sealed class Boot(Station station) : ICallOwner
{
    private LaneTimer? _again;
    private bool _due;
    private bool _isTriggered;
    private long _lostAt;
    private SeedStream _jitter = new(station.Spec.Seed, "boot");

    /// <summary>The last answer; null before the first.</summary>
    public Registration? Status { get; private set; }

    /// <summary>What the next BootNotification has to give as its reason.</summary>
    public BootCause Cause => _isTriggered ? BootCause.Triggered : station.Cause;

    /// <summary>Anything may be sent.</summary>
    public bool IsAccepted { get; private set; }

    /// <summary>While rejected the station does nothing for the CSMS (1.6 §4.2, 2.0.1 B03).</summary>
    public bool IsRejected => Status == Registration.Rejected && !IsAccepted && !_due;

    public void OnConnected()
    {
        if (Status == Registration.Accepted && !station.Fleet.Options.BootOnReconnect)
        {
            station.Connection.OnRegistered();
            Accept(reboot: false);
            station.OnRegistered(station.Cause);
        }
        else if (_again is not { IsArmed: true }) // the wait that the CSMS asked for outlives the connection
            _due = true;
    }

    public void OnOffline()
    {
        if (IsAccepted)
            _lostAt = station.Lane.Now;
        IsAccepted = false;
        _due = _isTriggered = false;
    }

    /// <summary>Another CSMS: what the old one said counts no more.</summary>
    public void Reset()
    {
        Status = null;
        _again?.Cancel();
    }

    /// <summary>Sends BootNotification again at once (TriggerMessage).</summary>
    public void Repeat() => _due = _isTriggered = true;

    public void OnTimer()
    {
        if (station.Connection.IsOpen)
            _due = true;
    }

    public bool TryNext(out OutCall call)
    {
        if (!_due)
        {
            call = default;
            return false;
        }

        _due = false;
        _again?.Cancel();
        call = station.Face.Boot(station);
        _isTriggered = false;
        return true;
    }

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        switch (answer.End)
        {
            case CallEnd.Result:
                OnAnswer(station.Face.ReadBoot(answer.Input));
                break;
            case CallEnd.Lost:
                break; // the next connection begins with it
            default:
                station.Connection.Report(answer.Problem("BootNotification"));
                if (!IsAccepted)
                    Again(TimeSpan.Zero);
                break;
        }
    }

    private void OnAnswer(in BootAnswer answer)
    {
        Status = answer.Status;
        station.ViewChanged();
        if (answer.Status == Registration.Accepted)
        {
            FleetInstruments.Boots.Add(1);
            station.Connection.OnRegistered();
            var cause = station.Cause;
            station.Cause = BootCause.Reconnect; // what booted is told once
            station.SetClock(answer.CurrentTime);
            station.Heartbeat.Start(answer.Interval);
            Accept(reboot: true);
            station.OnRegistered(cause);
            return;
        }

        IsAccepted = false;
        station.SetClock(answer.CurrentTime);
        var info = answer.Info is null ? "" : $" ({answer.Info})";
        station.Connection.Report($"The CSMS answered BootNotification with {answer.Status}{info}.");
        Again(answer.Interval);
    }

    /// <summary>2.0.1 B04.FR.01: the state of all connectors is told anew.</summary>
    private bool WasAwayLong => station.Spec.Version == OcppVersion.V201 && TimeSpan.FromTicks(station.Lane.Now - _lostAt) > station.Configuration.Get(StandardSettings.OfflineThreshold);

    private void Accept(bool reboot)
    {
        IsAccepted = true;
        station.Statuses.OnOnline(all: reboot || WasAwayLong);
        station.Outbox.OnOnline();
        station.OnRegistered();
        if (!reboot)
            station.Heartbeat.Resume();
    }

    private void Again(TimeSpan interval)
    {
        var wait = interval > TimeSpan.Zero
            ? interval
            : station.Fleet.Options.BootRetryInterval + _jitter.NextWithin(station.Configuration.Get(StandardSettings.RetryBackOffRandomRange));
        station.Arm(ref _again, TimerKind.Boot, wait);
    }
}

using Voltbench.Ocpp;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.Transport;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.Security;
using Voltbench.Simulation.Scheduling;
using Voltbench.Simulation.Seeds;

namespace Voltbench.Simulation.Charger;

/// <summary>Keeps the charger connected to its CSMS: one link at a time, retries with the back-off of OCPP 2.0.1 part 4 §5.3 for both versions.</summary>
internal sealed class Connection(Station station)
{
    private StationLink? _link;
    private StationLink? _closing;
    private LaneTimer? _retry;
    private int _failures;
    private SeedStream _jitter = new(station.Spec.Seed, "reconnect");

    public ConnectionState State { get; private set; } = ConnectionState.Disconnected;

    public DateTimeOffset? Since { get; private set; }

    public string? LastError { get; private set; }

    /// <summary>The RPC state of the open connection; null while there is none.</summary>
    public RpcSession? Rpc { get; private set; }

    public bool IsOpen => Rpc is not null;

    /// <summary>A close handshake of ours is still under way.</summary>
    public bool IsClosing => _closing is not null;

    /// <summary>Connects now, unless the charger is to stay off the network.</summary>
    public void Start()
    {
        if (_link is not null || station.IsLeaving)
            return;
        _retry?.Cancel();
        if (IsKeptOff)
        {
            Set(ConnectionState.Disconnected);
            return;
        }

        Set(ConnectionState.Connecting);
        Dial();
    }

    public void OnOpened(StationLink link, ILink inner)
    {
        if (link != _link)
        {
            inner.Close(1000, "");
            return;
        }

        link.Inner = inner;
        Rpc = new RpcSession(station.Spec.Version, RpcRole.ChargePoint);
        Since = station.Fleet.Time.GetUtcNow();
        Set(ConnectionState.Connected);
        station.SecurityIfAny?.OnConnected(link);
        station.Boot.OnConnected();
        station.Chaos?.OnOpened();
    }

    public void OnFailed(StationLink link, ConnectProblem problem)
    {
        if (link != _link)
            return;
        var hint = Access.Of(station).Profile == 3 && station.SecurityIfAny?.CertificatesIfAny?.Client is null
            ? " This station has no client certificate, which security profile 3 asks for."
            : "";
        if (problem.Trouble != LinkTrouble.Network || station.SecurityIfAny is not null)
            station.Security.OnConnectFailed(problem);
        Lost(problem.Description + hint, problem.RetryAfter);
    }

    public void OnClosed(StationLink link, string description)
    {
        if (link == _link)
            Lost(description, null);
        else if (link == _closing)
            _closing = null;
    }

    public bool IsCurrent(StationLink link) => link == _link && Rpc is not null;

    /// <summary>Sends a frame; a connection that takes no more is given up, false then.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="action">For the log.</param>
    /// <param name="mark">Why it is not what a good station would send; null for a good one.</param>
    public bool Send(ReadOnlyMemory<byte> frame, string action, string? mark = null)
        => station.Chaos is { } chaos ? chaos.Wire.Send(frame, action, mark) : Transmit(frame, action, mark);

    /// <summary>Puts a frame on the wire as it is.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="action">For the log.</param>
    /// <param name="mark">Why it is not what a good station would send; null for a good one.</param>
    /// <param name="isBinary">As a binary message, which no good station sends.</param>
    public bool Transmit(ReadOnlyMemory<byte> frame, string action, string? mark = null, bool isBinary = false)
    {
        var link = _link!.Inner!;
        if (!(isBinary ? link.TrySendBinary(frame) : link.TrySend(frame)))
        {
            link.Abort();
            Lost("The CSMS does not read: the send queue of the connection is full or closed.", null);
            return false;
        }

        FleetInstruments.FramesSent.Add(1);
        station.Fleet.Frames.Write(station.Spec.Key, FrameDirection.ToCsms, action, frame, station.Fleet.Time.GetUtcNow(), mark);
        station.Heartbeat.OnTraffic();
        return true;
    }

    /// <summary>Closes on purpose with 1000 and does not come back by itself.</summary>
    public void Close(ConnectionState next)
    {
        _retry?.Cancel();
        station.Replies.Flush();
        if (_link is { Inner: { } inner } link)
        {
            _closing = link;
            inner.Close(1000, "");
        }

        Forget();
        Set(next);
    }

    /// <summary>Gives the connection up because of something that went wrong, and tries again later.</summary>
    public void Abort(string why)
    {
        if (_link is null && (_retry is { IsArmed: true } || station.IsLeaving))
            return;
        _link?.Inner?.Abort();
        Lost(why, null);
    }

    /// <summary>The CSMS took the charger in: the next failure starts the back-off anew.</summary>
    public void OnRegistered()
    {
        _failures = 0;
        Report(null);
    }

    /// <summary>Shows a failure that does not cost the connection.</summary>
    public void Report(string? error)
    {
        if (LastError == error)
            return;
        LastError = error;
        station.ViewChanged();
    }

    /// <summary>Nothing flows any more, and the socket does not know.</summary>
    public void Freeze() => _link?.Inner?.Freeze();

    public void ResetBackOff() => _failures = 0;

    /// <summary>Closes and comes back at once, with whatever credentials and address are in force now.</summary>
    public void Renew()
    {
        Close(ConnectionState.Disconnected);
        ResetBackOff();
        Start();
    }

    private bool IsKeptOff => station.Spec.Behavior.Offline || station.Chaos is { IsCut: true };

    private void Dial()
    {
        station.SecurityIfAny?.NetworkIfAny?.Choose();
        var access = Access.Of(station);
        var link = _link = new StationLink(station);
        var target = new LinkTarget(
            OcppUrl.For(access.Url, access.Identity),
            station.Spec.Version.Subprotocol(),
            access.User,
            access.Password,
            station.Configuration.Get(StandardSettings.WebSocketPingInterval));
        if (access.IsSecure && (access.Profile == 3 || station.SecurityIfAny?.CertificatesIfAny is not null))
            target = target with { Tls = station.Security.Certificates.LinkTls(access.Profile == 3, link) };
        station.Fleet.Transport.Connect(target, link);
    }

    private void Lost(string why, TimeSpan? retryAfter)
    {
        Forget();
        Report(why);
        Set(ConnectionState.Disconnected);
        if (station.IsLeaving || IsKeptOff)
            return;
        FleetInstruments.Reconnects.Add(1);
        station.Arm(ref _retry, TimerKind.Reconnect, NextWait(retryAfter));
    }

    private TimeSpan NextWait(TimeSpan? asked)
    {
        var longest = station.Fleet.Options.RetryBackOffMaximum;
        var doublings = Math.Min(_failures++, station.Configuration.Get(StandardSettings.RetryBackOffRepeatTimes));
        var wait = station.Configuration.Get(StandardSettings.RetryBackOffWaitMinimum) * Math.Pow(2, doublings);
        if (asked > wait)
            wait = asked.Value;
        if (wait > longest)
            wait = longest;
        return wait + _jitter.NextWithin(station.Configuration.Get(StandardSettings.RetryBackOffRandomRange));
    }

    private void Forget()
    {
        _link = null;
        Rpc = null;
        Since = null;
        station.OnOffline();
    }

    private void Set(ConnectionState state)
    {
        if (State == state)
            return;
        State = state;
        station.ViewChanged();
    }
}

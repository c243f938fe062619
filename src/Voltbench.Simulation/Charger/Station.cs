using System.Globalization;
using System.Runtime.ExceptionServices;
using Voltbench.Ocpp;
using Voltbench.Ocpp.Rpc;
using Voltbench.Simulation.Charger.Chaos;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Charger.DeviceModel;
using Voltbench.Simulation.Charger.Faults;
using Voltbench.Simulation.Charger.Monitoring;
using Voltbench.Simulation.Charger.Security;
using Voltbench.Simulation.Charger.V16;
using Voltbench.Simulation.Charger.V201;
using Voltbench.Simulation.Scheduling;
using Voltbench.Simulation.Seeds;

namespace Voltbench.Simulation.Charger;

/// <summary>
/// One charger: an actor on its lane. It owns the state that its behaviours share and routes events to them; what a behaviour wants to say is picked up
/// once at the end of every turn.
/// </summary>
internal sealed partial class Station : ITimerOwner, ICommitCallback
{
    private TimeSpan _clockOffset;
    private bool _isClockSet;
    private long _order;
    private int _uuids;
    private bool _viewChanged;

    public Station(FleetServices fleet, Lane lane, ChargerSpec spec, ChargerMemory? memory, BootCause cause = BootCause.PowerUp)
    {
        Cause = cause;
        Fleet = fleet;
        Lane = lane;
        Spec = spec;
        Face = FaceOf(spec.Version);
        Connectors = [.. spec.Model.Connectors.Select(static (model, index) => new Connector(index + 1, model))];
        _clockOffset = TimeSpan.FromSeconds(spec.Behavior.ClockSkewSeconds);
        // Messages of two lives never share an id: either the clock or the number of commits differs.
        Incarnation = string.Create(CultureInfo.InvariantCulture, $"{fleet.Time.GetUtcNow().ToUnixTimeMilliseconds():x}-{memory?.LastSequence ?? 0:x}");
        Configuration = new ChargerConfiguration(this);
        Connection = new Connection(this);
        Calls = new Calls(this);
        Replies = new Replies(this);
        Boot = new Boot(this);
        Heartbeat = new Heartbeat(this);
        Statuses = new Statuses(this);
        Sessions = new Sessions(this);
        Outbox = new Outbox(this);
        Memory = new DurableMemory(this) { LastSequence = memory?.LastSequence ?? 0 };
        Availability = new Availability(this);
        Authorization = new Authorization(this);
        Power = new Power(this);
        Departure = new Departure(this);
        _remembered = memory;
    }

    private ChargerMemory? _remembered;
    private ModelReports? _reports;
    private ChargingProfiles? _chargingProfiles;
    private Monitors? _monitors;
    private CancellationTokenSource? _lifetime;
    private ChaosMemory? _chaosMemory;
    private StationFaults? _faults;
    private int _eventIds;

    public FleetServices Fleet { get; }

    public Lane Lane { get; }

    public ChargerSpec Spec { get; private set; }

    public IProtocolFace Face { get; private set; }

    public Connector[] Connectors { get; }

    /// <summary>The settings of the standards, as they are on this charger.</summary>
    public ChargerConfiguration Configuration { get; }

    /// <summary>Reports of the device model that are under way.</summary>
    public ModelReports Reports => _reports ??= new ModelReports(this);

    /// <summary>What watches the device model (2.0.1); made at first use.</summary>
    public Monitors Monitors => _monitors ??= new Monitors(this);

    /// <summary>Whether anybody ever asked for a monitor; the built-in ones alone have nothing to say.</summary>
    public bool HasMonitors => _monitors is not null;

    public Connection Connection { get; }

    public Calls Calls { get; }

    public Replies Replies { get; }

    public Boot Boot { get; }

    public Heartbeat Heartbeat { get; }

    public Statuses Statuses { get; }

    public Sessions Sessions { get; }

    public Outbox Outbox { get; }

    public DurableMemory Memory { get; }

    public Availability Availability { get; }

    public Authorization Authorization { get; }

    public Power Power { get; }

    public Departure Departure { get; }

    public ChargingProfiles ChargingProfiles => _chargingProfiles ??= new ChargingProfiles(this);

    /// <summary>The same where one was ever needed.</summary>
    public ChargingProfiles? KnownChargingProfiles => _chargingProfiles;

    /// <summary>Limits other than the hardware's are in force.</summary>
    public bool HasChargingProfiles => _chargingProfiles is { IsEmpty: false } && Configuration.Get(StandardSettings.SmartChargingEnabled);

    /// <summary>What the charger does that a good one would not; null for a good one.</summary>
    public StationChaos? Chaos { get; private set; }

    /// <summary>What of it has happened already.</summary>
    public ChaosMemory ChaosMemory => _chaosMemory ??= new ChaosMemory(this);

    /// <summary>What is broken; made at the first fault.</summary>
    public StationFaults Faults => _faults ??= new StationFaults(this);

    /// <summary>The fault of the station itself; null for none.</summary>
    public ConnectorFault? OwnFault => _faults?.Own;

    /// <summary>How this life began; <see cref="BootCause.PowerUp"/> once the CSMS knows.</summary>
    public BootCause Cause { get; set; }

    /// <summary>No car is plugged in anywhere.</summary>
    public bool IsIdle => Array.TrueForAll(Connectors, static c => c.Session is null && !c.IsPlugged);

    /// <summary>Prefix of the message ids of this life.</summary>
    public string Incarnation { get; }

    /// <summary>The whole station is out of service; durable.</summary>
    public bool IsInoperative { get; set; }

    public bool IsLeaving => Departure.IsUnderWay;

    /// <summary>The station's clock, set by the CSMS.</summary>
    public DateTimeOffset ClockNow => Fleet.Time.GetUtcNow() + (Chaos is null ? _clockOffset : _clockOffset + Chaos.ClockOffset);

    /// <summary>What the CSMS made of the clock, against the true time; null before it told the time. Kept with an open transaction.</summary>
    public TimeSpan? ClockOffset => _isClockSet ? _clockOffset : null;

    /// <summary>Sets the clock. Less than a second is left alone: many a CSMS tells whole seconds, and time stamps would jump back and forth.</summary>
    public void SetClock(DateTimeOffset csmsTime)
    {
        if (!Configuration.Get(StandardSettings.ClockTimeSource).Contains(TimeSource.Heartbeat))
            return; // the station was told to trust its own clock
        if (csmsTime.Year is < 2000 or > 2200)
        {
            Connection.Report($"The CSMS says that it is {csmsTime:O}; the station keeps its own time.");
            return;
        }

        if (Chaos is { IgnoresCsmsClock: true })
            return;
        _isClockSet = true;
        var step = csmsTime - ClockNow;
        if (step.Duration() < TimeSpan.FromSeconds(1))
            return;
        _clockOffset = csmsTime - Fleet.Time.GetUtcNow();
        Chaos?.OnClockSet();
        _alignedData?.Restart();
        if (step.Duration() > ReportedClockStep)
            Report(SecurityEvent.SettingSystemTime, string.Create(CultureInfo.InvariantCulture, $"The clock was moved by {step.TotalSeconds:0} s."));
        if (HasChargingProfiles)
            Power.RefreshAll(); // schedules go by the clock
    }

    /// <summary>Numbers what the station wants to say in the order it happened; 0 goes before all.</summary>
    public long NextOrder() => ++_order;

    /// <summary>A UUID (version 4 in form) from the charger's seed.</summary>
    public string NextUuid()
    {
        var stream = new SeedStream(Spec.Seed, string.Create(CultureInfo.InvariantCulture, $"uuid/{Incarnation}/{++_uuids}"));
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, stream.Next());
        BitConverter.TryWriteBytes(bytes[8..], stream.Next());
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    public Connector? Find(int connectorId) => connectorId >= 1 && connectorId <= Connectors.Length ? Connectors[connectorId - 1] : null;

    /// <summary>Arms a timer of this charger, creating it at its first use.</summary>
    public void Arm(ref LaneTimer? timer, TimerKind kind, TimeSpan delay, int index = 0)
        => Lane.Arm(timer ??= new LaneTimer(this, (byte)kind, (byte)index), delay);

    /// <summary>
    /// Numbers the events of NotifyEvent. Two lives share no id: one begins above the second in which it first speaks, and speaks less than once a second in
    /// the long run.
    /// </summary>
    public int NextEventId()
    {
        if (_eventIds == 0)
            _eventIds = (int)Math.Clamp(Fleet.Time.GetUtcNow().ToUnixTimeSeconds() - DateTimeOffset.UnixEpoch.AddYears(54).ToUnixTimeSeconds(), 0, int.MaxValue / 2);
        return ++_eventIds;
    }

    public void ViewChanged() => _viewChanged = true;

    /// <summary>Arms a timer that few chargers ever need and that has no kind of its own; the callback is that of its first use.</summary>
    public void Arm(ref LaneTimer? timer, Action callback, TimeSpan delay)
        => Lane.Arm(timer ??= new CallbackTimer(this, callback), delay);

    /// <summary>
    /// Does something off the lane (a transfer, a key); <paramref name="then"/> runs on it, unless the station has left. Expected failures are values
    /// of <typeparamref name="T"/>.
    /// </summary>
    public void Run<T>(Func<CancellationToken, Task<T>> work, Action<T> then) => _ = RunAsync(work, then);

    /// <summary>Ends what was begun off the lane: the station has left.</summary>
    public void EndLife() => _lifetime?.Cancel();

    /// <summary>The behaviour that keeps the document of that name, made when need be; null for one that this version no longer knows.</summary>
    public IDocument? DocumentOf(string name) => name switch
    {
        ChargerConfiguration.DocumentName => Configuration,
        Resets.DocumentName => Resets,
        Metering.MeterSigner.DocumentName => Signer,
        Metering.TransactionSamples.DocumentName => TransactionSamples,
        Monitors.DocumentName => Monitors,
        "firmware" => Firmware,
        ChargingProfiles.DocumentName => ChargingProfiles,
        Tokens.TokenCache.DocumentName => KnownTokens.Cache,
        Tokens.LocalList.DocumentName => KnownTokens.List,
        Reserving.ReservationBook.DocumentName => Reservations.Book,
        "published" => Publication,
        "display" => Display,
        CertificateStore.DocumentName => Security.Certificates,
        SecurityEvents.DocumentName => Security.Events,
        NetworkProfiles.DocumentName => Security.Network,
        ChaosMemory.DocumentName => ChaosMemory,
        StationFaults.DocumentName => Faults,
        _ => null,
    };

    /// <summary>What the store would hand back now: for a charger that returns in the same process.</summary>
    public ChargerMemory Remember() => new(StationRecord.Of(this).ToJson(), Outbox.Messages, Memory.LastSequence) { Documents = Memory.Documents };

    public void CancelTimers()
    {
        foreach (var connector in Connectors)
        {
            connector.MeterTimer?.Cancel();
            connector.LimitTimer?.Cancel();
            connector.UnplugTimer?.Cancel();
        }

        CancelMeterTimers();
        Heartbeat.OnOffline();
        _chargingProfiles?.CancelTimer();
        Chaos?.CancelTimers();
        _reservations?.CancelTimer();
    }

    public void OnCommitted(ChargerCommit commit) => Lane.PostControl(new LaneEvent(LaneEventKind.Committed, this, commit));

    /// <summary>The connection is gone, whoever closed it.</summary>
    public void OnOffline()
    {
        Replies.OnOffline();
        Boot.OnOffline();
        Heartbeat.OnOffline();
        Statuses.OnOffline();
        Calls.OnOffline();
        Chaos?.OnClosed();
    }

    /// <summary>A handler failed: what it left half done is settled by a new connection.</summary>
    public void RecoverFromFault()
    {
        Connection.Abort("The simulated charger failed inside and starts over; see the log of the server.");
        EndTurn();
    }

    public void Reply<TResponse>(in RpcInput call, TResponse response)
    {
        if (Connection.Rpc is { } rpc)
            Replies.Send(rpc.Result(call, response), call);
    }

    public void Reply(in RpcInput call, RpcErrorCode code, string description)
    {
        if (Connection.Rpc is { } rpc)
            Replies.Send(rpc.Error(call, code, description), call);
    }

    /// <summary>A start that the CSMS asks for: on the given connector or the first free one. Null when it is under way, otherwise why not.</summary>
    public string? StartRemotely(int? connectorId, Token token, RemoteStart remote, out Session? session)
    {
        session = null;
        if (!Boot.IsAccepted)
            return "The station is not registered yet."; // 1.6 §4.2, 2.0.1 B02.FR.05
        if (Departure.HasBegun)
            return "The station is about to restart or to leave.";
        var connector = connectorId is { } id ? Find(id) : Array.Find(Connectors, static c => c is { Fault: null, Session: { Phase: SessionPhase.Preparing, IsAuthorized: false, IsAsking: false }, IsPlugged: true }) ?? Array.Find(Connectors, c => c.IsFree && Admission.Before(this, c, token, remote.GroupId, isAsked: false) is null);
        if (connector is null)
            return connectorId is null ? "No connector is free." : $"There is no connector {connectorId}.";
        var refusal = Sessions.Start(new StartSession(token.Id, connector.Id), null, remote, token.Type);
        if (refusal is null)
            session = connector.Session;
        return refusal;
    }

    public void PublishView()
    {
        _viewChanged = false;
        Fleet.Observer.OnChanged(StationView.Of(this));
    }

    private async Task RunAsync<T>(Func<CancellationToken, Task<T>> work, Action<T> then)
    {
        // Off the lane at once, also where the work begins with something slow.
        var ct = (_lifetime ??= new CancellationTokenSource()).Token;
        if (!Fleet.Options.Pumped)
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Action next;
        try
        {
            var result = await work(ct);
            next = () => then(result);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            next = () => ExceptionDispatchInfo.Throw(e); // a defect: the lane reports it and the charger starts over
        }

        Lane.PostControl(new LaneEvent(LaneEventKind.Continue, this, next));
    }

    private static IProtocolFace FaceOf(OcppVersion version) => version == OcppVersion.V16 ? V16Face.Instance : V201Face.Instance;

    private void EndTurn()
    {
        if (HasMonitors && Spec.Version == OcppVersion.V201 && !Departure.IsUnderWay)
            Monitors.Look();
        Memory.Flush();
        Replies.Advance();
        AdvanceFiles();
        if (!Replies.HoldsBack)
            Calls.Pump();
        Memory.Flush();
        Departure.Advance();
        if (_viewChanged && !Departure.IsGone)
            PublishView();
    }
}

using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger;

internal enum SessionPhase : byte
{
    /// <summary>Plugged in or authorized, and no transaction yet.</summary>
    Preparing,

    /// <summary>A transaction runs.</summary>
    Running,

    /// <summary>The transaction is over, the cable still in.</summary>
    Finishing,
}

/// <summary>Why a transaction ends; each face knows its own spelling.</summary>
internal enum StopReason : byte
{
    Local,
    Remote,
    DeAuthorized,
    TimeLimitReached,
    EnergyLimitReached,
    SocLimitReached,
    PowerLoss,
    Other,
    HardReset,
    SoftReset,
    UnlockCommand,
    EVDisconnected,
    EmergencyStop,
    GroundFault,
    OvercurrentFault,
    PowerQuality,
    Timeout,
    MasterPass,
}

/// <summary>What happened to a session last.</summary>
internal enum SessionEvent : byte
{
    None,
    PluggedIn,
    Authorized,

    /// <summary>Nobody may charge any more; <see cref="Session.Cause"/> says why.</summary>
    Stopped,
    CableOut,

    /// <summary>Power began to flow or stopped.</summary>
    Flow,
}

/// <summary>What a session has been through: a point that was never reached cannot be left.</summary>
[Flags]
internal enum SessionPoints : byte
{
    None = 0,
    Plugged = 1,
    Authorized = 2,
    Flowing = 4,
}

/// <summary>One visit at a connector, from the first of plug and authorization on; a second transaction of the same car is a new one.</summary>
internal sealed class Session(Connector connector)
{
    private ChargingRun _run;
    private long _baseTicks;

    public Connector Connector { get; } = connector;

    public SessionPhase Phase { get; set; }

    /// <summary>Who was granted (or still runs) the session; null before anybody was.</summary>
    public Token? Token { get; set; }

    /// <summary>Its group, if the CSMS or the local list named one.</summary>
    public string? GroupId { get; set; }

    /// <summary>The token may charge: true from grant to stop.</summary>
    public bool IsAuthorized { get; set; }

    /// <summary>Somebody is being asked about a token.</summary>
    public bool IsAsking { get; set; }

    /// <summary>How it may end by itself; null = only by driver, CSMS or station. A full battery then only suspends.</summary>
    public SessionLimits? Limits { get; set; }

    /// <summary>The start that the CSMS asked for; null for a driver's.</summary>
    public RemoteStart? Remote { get; set; }

    /// <summary>The reservation that its driver uses; null for none.</summary>
    public Reserving.Reservation? Reservation { get; set; }

    /// <summary>Somebody is authorized and has not plugged in yet: until when he may, by the true time; null otherwise.</summary>
    public DateTimeOffset? CableDue { get; set; }

    /// <summary>The driver named no connector: the grant goes along with the cable.</summary>
    public bool IsMovable { get; set; }

    /// <summary>The CSMS does not accept the token: the register at which power ends, Wh; null = no such end.</summary>
    public double? CapWh { get; set; }

    /// <summary>Why it is no longer authorized.</summary>
    public StopReason Cause { get; set; }

    /// <summary>What happened last.</summary>
    public SessionEvent Event { get; set; }

    /// <summary>2.0.1: the charging state that the last event told.</summary>
    public byte? ToldState { get; set; }

    /// <summary>What it has been through.</summary>
    public SessionPoints Reached { get; set; }

    /// <summary>Who stopped it; null when nobody with a token did.</summary>
    public Token? StoppedBy { get; set; }

    /// <summary>Who waits to hear how the start went.</summary>
    public PostedCommand? Reply { get; set; }

    /// <summary>The transaction; null before it began.</summary>
    public Transaction? Transaction { get; set; }

    public PowerFlow Flow { get; private set; }

    /// <summary>2.0.1: the car has said what it needs (ISO 15118).</summary>
    public bool HasToldNeeds { get; set; }

    /// <summary>What the connector offered when power last changed, W.</summary>
    public double OfferedW { get; private set; }

    private long IntervalFromWh { get; set; }

    private long IntervalFromVarh { get; set; }

    /// <summary>How long energy flowed before power last changed, ticks.</summary>
    public long ChargingTicks { get; set; }

    /// <summary>How long energy has flowed, as far as this process knows.</summary>
    public TimeSpan ChargingTimeAt(long now) => TimeSpan.FromTicks(ChargingTicks + (Flow == PowerFlow.Charging ? now - _baseTicks : 0));

    /// <summary>A transaction runs.</summary>
    public bool IsRunning => Phase == SessionPhase.Running && Transaction is not null;

    /// <summary>From now on power flows like that.</summary>
    public void Rebase(long now, PowerFlow flow, double offeredW)
    {
        var point = At(now);
        Connector.RegisterWh += point.EnergyWh;
        Connector.RegisterVarh += Varh(point.EnergyWh);
        if (Connector.Car is { } car)
            car.SocPercent = point.SocPercent;
        if (Flow == PowerFlow.Charging)
            ChargingTicks += now - _baseTicks;
        _baseTicks = now;
        Flow = flow;
        OfferedW = offeredW;
        if (flow == PowerFlow.Charging)
            _run = new ChargingRun(Connector.Car!.Ev, PowerLimits.Of(Connector.Outlet, Connector.Car.Ev, offeredW), point.SocPercent, point.PowerW);
    }

    // Always counted from where power last changed, never from the last sample: sampling cannot influence the energy.
    public double RegisterAt(long now) => Connector.RegisterWh + At(now).EnergyWh;

    public double RegisterVarhAt(long now) => Connector.RegisterVarh + Varh(At(now).EnergyWh);

    /// <summary>State of charge of the car, percent; 0 while there is none.</summary>
    public double SocAt(long now) => At(now).SocPercent;

    public double PowerAt(long now) => At(now).PowerW;

    private ChargingPoint At(long now) => Flow == PowerFlow.Charging
        ? _run.At(TimeSpan.FromTicks(now - _baseTicks))
        : new ChargingPoint(0, 0, Connector.Car?.SocPercent ?? 0);

    /// <summary>Time from now until the battery is full or the session reaches its first limit, and which.</summary>
    public (TimeSpan In, StopReason Reason) NextLimit(long now, DateTimeOffset utcNow)
    {
        var isFlowing = Flow == PowerFlow.Charging;
        (TimeSpan In, StopReason Reason) first = (isFlowing ? Left(_run.TimeUntil(100), now) : TimeSpan.MaxValue, StopReason.SocLimitReached);
        if (CapWh is { } cap && isFlowing)
        {
            var time = Left(_run.TimeFor(cap - Connector.RegisterWh), now);
            if (time <= first.In)
                first = (time, StopReason.DeAuthorized);
        }

        if (Limits is not { } limits || Transaction is not { } transaction)
            return first;
        if (limits.Wh is { } target && isFlowing)
        {
            var time = Left(_run.TimeFor(transaction.MeterStartWh + target - Connector.RegisterWh), now);
            if (time <= first.In)
                first = (time, StopReason.EnergyLimitReached);
        }

        if (limits.Duration is { } duration)
        {
            var time = duration - (utcNow - transaction.StartedUtc);
            if (time <= first.In)
                first = (time, StopReason.TimeLimitReached);
        }

        return first;
    }

    /// <summary>Reads the meter; the voltage's noise depends on seed, connector and time alone.</summary>
    public MeterSample Sample(Station station)
    {
        var point = At(station.Lane.Now);
        return Meters.Read(station, Connector, point, OfferedW, Varh(point.EnergyWh));
    }

    /// <summary>The same with what flowed since the periodic reading before it.</summary>
    public MeterSample SamplePeriodically(Station station)
    {
        var sample = Sample(station);
        sample = sample with { IntervalWh = sample.EnergyWh - IntervalFromWh, IntervalVarh = sample.ReactiveVarh - IntervalFromVarh };
        StartInterval(sample);
        return sample;
    }

    /// <summary>Interval readings count from this one.</summary>
    public void StartInterval(in MeterSample sample) => (IntervalFromWh, IntervalFromVarh) = (sample.EnergyWh, sample.ReactiveVarh);

    // On DC the station meters behind its rectifier, where there is nothing reactive.
    private double Varh(double energyWh) => Connector.Model.IsDc || Connector.Car is not { } car ? 0 : energyWh * car.Ev.TanPhi;

    private TimeSpan Left(TimeSpan fromBase, long now) => fromBase == TimeSpan.MaxValue ? fromBase : fromBase - TimeSpan.FromTicks(now - _baseTicks);
}

/// <summary>How a session ends by itself; a full battery always ends one that has limits.</summary>
/// <param name="Duration">Of the transaction; null = no limit.</param>
/// <param name="Wh">Energy of the transaction, Wh; null = no limit.</param>
internal sealed record SessionLimits(TimeSpan? Duration, double? Wh);

/// <summary>A start that the CSMS asked for.</summary>
/// <param name="Id">2.0.1: the id that the CSMS gave its request.</param>
/// <param name="Profile">The charging profile of the transaction to come.</param>
/// <param name="GroupId">2.0.1: the group of the token.</param>
internal sealed record RemoteStart(int? Id, SmartCharging.Profile? Profile = null, string? GroupId = null);

/// <summary>What the messages of a transaction need to know.</summary>
internal sealed class Transaction
{
    /// <summary>Local reference; in 2.0.1 the transaction id.</summary>
    public required string Reference { get; init; }

    /// <summary>True start (not the station's clock): limits count from it.</summary>
    public required DateTimeOffset StartedUtc { get; init; }

    /// <summary>Register at the start, Wh.</summary>
    public required double MeterStartWh { get; init; }

    /// <summary>1.6: the id from the CSMS, once it answered.</summary>
    public int? CsmsId { get; set; }

    /// <summary>2.0.1: number of the next event, without gaps.</summary>
    public int NextSeqNo { get; set; }

    /// <summary>The start by the station's clock: 1.6 repeats its reading in StopTransaction's transactionData.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The reservation that it used up.</summary>
    public int? ReservationId { get; init; }
}

using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger;

internal enum SessionPhase : byte
{
    /// <summary>Plugged in, the CSMS is being asked.</summary>
    Authorizing,

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
}

/// <summary>One visit of one car.</summary>
internal sealed class Session(Connector connector, EvProfile ev, double socPercent, string idTag)
{
    private readonly ChargingCurve _curve = new(ev, PowerLimits.Of(connector.Model, ev));
    private double _baseWh;
    private double _baseSoc = socPercent;
    private long _baseTicks;

    public Connector Connector { get; } = connector;

    public EvProfile Ev { get; } = ev;

    public string IdTag { get; } = idTag;

    public SessionPhase Phase { get; set; }

    /// <summary>2.0.1: type of the token; a card unless the CSMS said otherwise.</summary>
    public IdTokenType TokenType { get; init; } = IdTokenType.ISO14443;

    public TimeSpan? Duration { get; init; }

    public double? TargetWh { get; init; }

    public bool IsRemote { get; init; }

    /// <summary>2.0.1: the id that the CSMS gave its request.</summary>
    public int? RemoteStartId { get; init; }

    /// <summary>Who waits to hear how the start went.</summary>
    public PostedCommand? Reply { get; set; }

    /// <summary>The transaction; null while authorizing.</summary>
    public Transaction? Transaction { get; set; }

    public bool IsCharging => Phase == SessionPhase.Running && Transaction is not null;

    /// <summary>Power begins to flow (or flows on after a restart).</summary>
    public void BeginEnergy(double registerWh, long now)
    {
        _baseWh = registerWh;
        _baseTicks = now;
    }

    // Always counted from where power last changed, never from the last sample: sampling cannot influence the energy.
    public double RegisterAt(long now) => _baseWh + _curve.EnergyAfter(_baseSoc, TimeSpan.FromTicks(now - _baseTicks));

    public double SocAt(long now)
        => IsCharging ? Math.Min(100, _baseSoc + ((RegisterAt(now) - _baseWh) * 100 / Ev.BatteryWh)) : _baseSoc;

    public double PowerAt(long now) => IsCharging ? _curve.PowerAt(SocAt(now)) : 0;

    /// <summary>Holds register and charge as they are now; no energy flows from here on.</summary>
    public void EndEnergy(long now)
    {
        var soc = SocAt(now);
        Connector.RegisterWh = RegisterAt(now);
        _baseWh = Connector.RegisterWh;
        _baseSoc = soc;
        _baseTicks = now;
    }

    /// <summary>Time from now until the session reaches its first limit, and which.</summary>
    public (TimeSpan In, StopReason Reason) NextLimit(long now, DateTimeOffset utcNow)
    {
        var soc = SocAt(now);
        (TimeSpan In, StopReason Reason) first = (_curve.TimeUntilFull(soc), StopReason.SocLimitReached);
        if (TargetWh is { } target)
        {
            var left = Transaction!.MeterStartWh + target - RegisterAt(now);
            var time = _curve.TimeFor(soc, left);
            if (time <= first.In)
                first = (time, StopReason.EnergyLimitReached);
        }

        if (Duration is { } duration)
        {
            var time = duration - (utcNow - Transaction!.StartedUtc);
            if (time <= first.In)
                first = (time, StopReason.TimeLimitReached);
        }

        return first;
    }

    /// <summary>Reads the meter; the voltage's noise depends on seed, connector and time alone.</summary>
    public MeterSample Sample(Station station)
    {
        var now = station.Lane.Now;
        return MeterSample.Take(
            Connector.Model,
            Ev,
            RegisterAt(now),
            PowerAt(now),
            SocAt(now),
            Seeds.SeedStream.Noise(station.Spec.Seed, "voltage", (station.Fleet.Time.GetUtcNow().Ticks / TimeSpan.TicksPerSecond * 64) + Connector.Id));
    }
}

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

    /// <summary>1.6: the reading at the start, repeated in StopTransaction's transactionData.</summary>
    public DateTimeOffset StartedAt { get; init; }
}

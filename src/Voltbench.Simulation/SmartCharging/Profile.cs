namespace Voltbench.Simulation.SmartCharging;

/// <summary>What a profile limits; in the order of OCPP 2.0.1, whose names cover 1.6 (ChargePointMaxProfile = <see cref="StationMax"/>).</summary>
internal enum ProfilePurpose : byte
{
    /// <summary>A limit from outside OCPP: an energy manager, the grid operator, the lab's <c>power-update</c>. The CSMS cannot set or clear it.</summary>
    External,

    /// <summary>The limit of all connectors together.</summary>
    StationMax,

    /// <summary>For transactions without a profile of their own.</summary>
    TxDefault,

    /// <summary>For one transaction; gone with it.</summary>
    Tx,
}

/// <summary>How the times of a schedule are counted.</summary>
internal enum ProfileKind : byte
{
    /// <summary>From the schedule's start.</summary>
    Absolute,

    /// <summary>From the schedule's start, again every day or week.</summary>
    Recurring,

    /// <summary>From the start of the transaction.</summary>
    Relative,
}

internal enum Recurrency : byte
{
    Daily,
    Weekly,
}

internal enum RateUnit : byte
{
    /// <summary>Watts over all phases.</summary>
    W,

    /// <summary>Amperes per phase; of the output where it is direct current.</summary>
    A,
}

/// <summary>Who set a limit (2.0.1 ChargingLimitSourceEnumType).</summary>
internal enum LimitSource : byte
{
    /// <summary>The operator, by SetChargingProfile.</summary>
    Cso,

    /// <summary>An energy management system.</summary>
    Ems,

    /// <summary>The operator of the grid.</summary>
    So,

    Other,
}

/// <summary>A limit that holds until the next period.</summary>
/// <param name="Start">Seconds since the start of the schedule; the first is 0 and they rise.</param>
/// <param name="Limit">In the schedule's unit; ≥ 0.</param>
/// <param name="Phases">AC phases that may be used, 1…3; 3 when absent (1.6 §7.14, 2.0.1 K01.FR.49).</param>
/// <param name="PhaseToUse">2.0.1: which one, when it is one.</param>
internal readonly record struct ProfilePeriod(int Start, double Limit, int? Phases = null, int? PhaseToUse = null);

/// <summary>Limits over time. All times are whole seconds since 1970 on the station's clock.</summary>
internal sealed record ProfileSchedule
{
    /// <summary>2.0.1: its id, which ISO 15118 names too; 0 in 1.6.</summary>
    public int Id { get; init; }

    /// <summary>Where the periods count from; null = from the start of the transaction.</summary>
    public long? Start { get; init; }

    /// <summary>Length, s; null = the last period goes on.</summary>
    public int? Duration { get; init; }

    public RateUnit Unit { get; init; }

    public required ProfilePeriod[] Periods { get; init; }

    /// <summary>Below this charging is inefficient: a connector whose share of the station would be less is paused instead (1.6 §3.13.4). In the unit.</summary>
    public double? MinRate { get; init; }
}

/// <summary>A charging profile as it is installed, the same for both versions.</summary>
internal sealed record Profile
{
    public required int Id { get; init; }

    /// <summary>Connector (1.6) or EVSE (2.0.1); 0 = the whole station.</summary>
    public required int EvseId { get; init; }

    public required int StackLevel { get; init; }

    public required ProfilePurpose Purpose { get; init; }

    public required ProfileKind Kind { get; init; }

    public Recurrency? Recurrency { get; init; }

    /// <summary>First second at which it counts; null = at once.</summary>
    public long? ValidFrom { get; init; }

    /// <summary>First second at which it no longer counts; null = for good.</summary>
    public long? ValidTo { get; init; }

    /// <summary>Reference of the transaction that a <see cref="ProfilePurpose.Tx"/> profile belongs to.</summary>
    public string? Transaction { get; init; }

    /// <summary>1…3: more than one are a choice for a car that speaks ISO 15118.</summary>
    public required ProfileSchedule[] Schedules { get; init; }

    /// <summary>Which of them counts; the first unless the car chose.</summary>
    public int Chosen { get; init; }

    public LimitSource Source { get; init; }

    /// <summary>When it was installed: profiles of the station that have no start of their own count from here.</summary>
    public long InstalledAt { get; init; }

    public ProfileSchedule Schedule => Schedules[Chosen < Schedules.Length ? Chosen : 0];

    /// <summary>The two are in force at one time or another together.</summary>
    public bool OverlapsInTime(Profile other)
        => (ValidFrom ?? long.MinValue) < (other.ValidTo ?? long.MaxValue) && (other.ValidFrom ?? long.MinValue) < (ValidTo ?? long.MaxValue);
}

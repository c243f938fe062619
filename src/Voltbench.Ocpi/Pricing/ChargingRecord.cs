namespace Voltbench.Ocpi.Pricing;

/// <summary>
/// What happened, as the meter and the station told it. Fractions of seconds are cut off, so that everything adds up with the times on the wire.
/// Lists are in the order of time.
/// </summary>
public sealed record ChargingRecord
{
    public required DateTimeOffset Start { get; init; }

    /// <summary>The end; of a running session the moment up to which it is known.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>IANA name; null or unknown = UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Readings from the start to the end. Energy before the first and after the last is none.</summary>
    public IReadOnlyList<MeterSample> Samples { get; init; } = [];

    /// <summary>Changes of the charging state; until the first one the car counts as charging.</summary>
    public IReadOnlyList<ChargingChange> Changes { get; init; } = [];

    /// <summary>Where a period ends although its prices go on; to the second.</summary>
    public IReadOnlyList<DateTimeOffset> Cuts { get; init; } = [];

    /// <summary>Nominal voltage between phase and neutral (DC: of the outlet), V: gives the current where no reading does. Null = not known.</summary>
    public decimal? Voltage { get; init; }

    /// <summary>The reservation that the session came from, or that expired.</summary>
    public ReservationRecord? Reservation { get; init; }

    /// <summary>False when there is a reservation only: nobody came.</summary>
    public bool HasSession => Reservation is not { IsExpired: true };

    /// <summary>Nobody came: a reservation and nothing else.</summary>
    public static ChargingRecord Expired(DateTimeOffset start, DateTimeOffset end, string? timeZone) => new()
    {
        Start = end,
        End = end,
        TimeZone = timeZone,
        Reservation = new ReservationRecord(start, end, IsExpired: true),
    };
}

/// <summary>One reading.</summary>
/// <param name="EnergyWh">The import register; one that falls counts as standing still.</param>
/// <param name="CurrentA">Sum over the phases.</param>
/// <param name="SocPercent">State of charge of the car, 0–100.</param>
/// <param name="PowerW">Imported active power of all phases; null: it follows from the energy.</param>
public sealed record MeterSample(DateTimeOffset At, decimal EnergyWh, decimal? CurrentA = null, decimal? SocPercent = null, decimal? PowerW = null);

/// <summary>From <paramref name="At"/> on the car is in <paramref name="State"/>.</summary>
public sealed record ChargingChange(DateTimeOffset At, ChargingState State);

/// <summary>As OCPP 2.0.1 ChargingStateEnumType and the states of a connector in 1.6.</summary>
public enum ChargingState : byte
{
    /// <summary>Energy flows.</summary>
    Charging,

    /// <summary>The station holds back what the car asks for.</summary>
    SuspendedEvse,

    /// <summary>The car wants nothing.</summary>
    SuspendedEv,

    /// <summary>Connected before or after charging: EVConnected, Idle, Preparing, Finishing.</summary>
    Connected,
}

/// <summary>The EVSE was kept free from <paramref name="Start"/> to <paramref name="End"/>: the start of the session, or the expiry.</summary>
public sealed record ReservationRecord(DateTimeOffset Start, DateTimeOffset End, bool IsExpired = false);

public static class Seconds
{
    /// <summary>The time that the engine counts with: UTC without a fraction of a second.</summary>
    public static DateTimeOffset ToSecond(this DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}

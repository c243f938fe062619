namespace Voltbench.Ocpi.V221.Sessions;

/// <summary>What the driver wants of smart charging (OCPI 2.2.1 mod_sessions).</summary>
public sealed record ChargingPreferences
{
    public required ProfileType ProfileType { get; init; }

    public DateTimeOffset? DepartureTime { get; init; }

    /// <summary>kWh.</summary>
    public decimal? EnergyNeed { get; init; }

    public bool? DischargeAllowed { get; init; }
}

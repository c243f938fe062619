using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation;

/// <summary>Something the lab asks one charger to do; handled on its lane.</summary>
public abstract record ChargerCommand;

/// <summary>Plug a car in, authorize, begin. The session stops by itself at the first limit reached.</summary>
/// <param name="IdTag">Token of the driver.</param>
/// <param name="ConnectorId">Connector (1.6) or EVSE (2.0.1), from 1.</param>
/// <param name="Duration">Longest duration; null = no limit.</param>
/// <param name="TargetEnergyKwh">Energy after which it stops, kWh; null = no limit.</param>
/// <param name="Ev">The car; null = the usual one of that connector.</param>
/// <param name="SocPercent">Its state of charge on arrival, 0…100; null = the car's default.</param>
public sealed record StartSession(
    string IdTag,
    int ConnectorId = 1,
    TimeSpan? Duration = null,
    double? TargetEnergyKwh = null,
    EvProfile? Ev = null,
    double? SocPercent = null) : ChargerCommand;

/// <summary>Stop the session, then unplug.</summary>
/// <param name="ConnectorId">Connector or EVSE; null = the first with a session.</param>
public sealed record StopSession(int? ConnectorId = null) : ChargerCommand;

using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation;

/// <summary>A car arrives and its cable goes in.</summary>
/// <param name="ConnectorId">Connector (1.6) or EVSE (2.0.1), from 1.</param>
/// <param name="Ev">The car; null = the usual one of that connector.</param>
/// <param name="SocPercent">Its state of charge on arrival, 0…100; null = the car's default.</param>
public sealed record PlugConnector(int ConnectorId = 1, EvProfile? Ev = null, double? SocPercent = null) : ChargerCommand;

/// <summary>The cable is taken out, whether or not a session runs.</summary>
public sealed record UnplugConnector(int ConnectorId = 1) : ChargerCommand;

/// <summary>The station unlocks the cable, as on the order of its operator.</summary>
public sealed record UnlockConnector(int ConnectorId = 1) : ChargerCommand;

/// <summary>The car wants energy (again).</summary>
public sealed record EvRequestsEnergy(int ConnectorId = 1) : ChargerCommand;

/// <summary>The car takes no more energy and stays plugged in.</summary>
public sealed record EvStopsEnergy(int ConnectorId = 1) : ChargerCommand;

/// <summary>Asks the CSMS about a token; nothing else.</summary>
public sealed record AuthorizeToken(string IdTag) : ChargerCommand;

/// <summary>A driver presents a token: the station decides what that means.</summary>
/// <param name="IdTag">The token.</param>
/// <param name="TokenType">2.0.1 IdTokenEnumType; null = ISO14443.</param>
/// <param name="ConnectorId">The connector that the driver chose; null = the station finds it.</param>
public sealed record PresentIdTag(string IdTag, string? TokenType = null, int? ConnectorId = null) : ChargerCommand;

/// <summary>Begins a transaction as it is, without plug and authorization.</summary>
/// <param name="IdTag">Token.</param>
/// <param name="ConnectorId">Connector or EVSE.</param>
/// <param name="MeterStartWh">What the register shows from then on, Wh; null = as it stands. Never below the register.</param>
/// <param name="ReservationId">Reservation that it uses up.</param>
public sealed record StartTransaction(string IdTag, int ConnectorId = 1, long? MeterStartWh = null, int? ReservationId = null) : ChargerCommand;

/// <summary>Ends a transaction; the cable stays in.</summary>
/// <param name="ConnectorId">Where it runs; null = the first.</param>
/// <param name="TransactionId">Its id as the CSMS knows it; null = by connector.</param>
/// <param name="Reason">In the spelling of the charger's version; null = Local.</param>
/// <param name="IdTag">Who stops it; null = whoever started it.</param>
public sealed record StopTransaction(int? ConnectorId = null, string? TransactionId = null, string? Reason = null, string? IdTag = null) : ChargerCommand;

/// <summary>The power that the station offers at a connector.</summary>
/// <param name="PowerW">W, from 0.</param>
/// <param name="ConnectorId">Connector or EVSE.</param>
public sealed record PowerUpdate(double PowerW, int ConnectorId = 1) : ChargerCommand;

/// <summary>Resets the station as if the CSMS had asked.</summary>
/// <param name="Type"><c>Hard</c>/<c>Soft</c> (1.6), <c>Immediate</c>/<c>OnIdle</c> (2.0.1).</param>
public sealed record ResetStation(string Type) : ChargerCommand;

using System.Text.Json;

namespace Voltbench.Simulation;

/// <summary>Sends one CALL of the charger's version and tells the CSMS's answer.</summary>
/// <param name="Action">OCPP spelling.</param>
/// <param name="Payload">OCPP spelling.</param>
/// <param name="IsUnchecked">True sends what the schema refuses.</param>
public sealed record ProxyMessage(string Action, JsonElement Payload, bool IsUnchecked = false) : ChargerCommand;

/// <summary>Sets configuration keys (1.6) or variables <c>Component.Variable</c> (2.0.1) from the operator's side.</summary>
public sealed record Configure(IReadOnlyList<ConfigurationEntry> Entries) : ChargerCommand;

/// <param name="Key">Name.</param>
/// <param name="Value">Value as text.</param>
public sealed record ConfigurationEntry(string Key, string Value);

/// <summary>Empties the authorization cache.</summary>
public sealed record ClearCache : ChargerCommand;

/// <summary>Replaces or changes the local authorization list.</summary>
/// <param name="ListVersion">Version of the list then; must be above the present one.</param>
/// <param name="IsDifferential">True changes only the entries given.</param>
/// <param name="Entries">The entries.</param>
public sealed record SetLocalList(int ListVersion, bool IsDifferential, IReadOnlyList<LocalListEntry> Entries) : ChargerCommand;

/// <summary>One token of the local list.</summary>
/// <param name="IdTag">The token.</param>
/// <param name="ExpiryDate">When it ends; null = never.</param>
/// <param name="ParentIdTag">Its group.</param>
public sealed record LocalListEntry(string IdTag, DateTimeOffset? ExpiryDate = null, string? ParentIdTag = null);

/// <summary>Empties the local authorization list; its version is 0 then.</summary>
public sealed record ClearLocalList : ChargerCommand;

/// <summary>Breaks something.</summary>
/// <param name="FaultType">1.6 ChargePointErrorCode or a friendly name.</param>
/// <param name="ConnectorId">Connector or EVSE; 0 = the station itself.</param>
/// <param name="ClearAfter">When it mends itself; null = never.</param>
public sealed record InjectFault(string FaultType, int ConnectorId = 1, TimeSpan? ClearAfter = null) : ChargerCommand;

/// <summary>Mends it.</summary>
/// <param name="ConnectorId">Connector or EVSE; 0 = the station itself; null = wherever there is a fault.</param>
/// <param name="FaultType">Only a fault of this kind; null = any.</param>
public sealed record ClearFault(int? ConnectorId = null, string? FaultType = null) : ChargerCommand;

using Voltbench.Ocpp;

namespace Voltbench.Csms;

/// <summary>A connected station as others may see it: a snapshot.</summary>
public sealed record StationInfo(
    StationId Id, OcppVersion Version, DateTimeOffset ConnectedSince, DateTimeOffset LastSeen, BootInfo? Boot, IReadOnlyList<ConnectorInfo> Connectors);

/// <summary>What the station last said of a connector on this connection.</summary>
/// <param name="EvseId">2.0.1 only.</param>
/// <param name="ConnectorId">1.6: 0 is the station itself.</param>
/// <param name="ErrorCode">1.6 only; null = no error.</param>
public sealed record ConnectorInfo(int? EvseId, int ConnectorId, string Status, string? ErrorCode);

/// <summary>What the station said in its last BootNotification on this connection.</summary>
/// <param name="Reason">2.0.1 only: why it booted.</param>
public sealed record BootInfo(string Vendor, string Model, string? SerialNumber, string? FirmwareVersion, string? Reason, DateTimeOffset At);

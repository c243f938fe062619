namespace Voltbench.Lab.Commands;

/// <summary>Whom a command is for: one charger, or a location or some of its chargers.</summary>
/// <param name="ChargerId">Id of the API; null with a location.</param>
/// <param name="LocationId">Null with a charger.</param>
/// <param name="ChargerIds">Only these of the location; null for all.</param>
public sealed record CommandTarget(string? ChargerId, Guid? LocationId, IReadOnlyList<string>? ChargerIds);

/// <summary>A charger that a command is for, and what became of it.</summary>
/// <param name="Id">Id of the API.</param>
/// <param name="Identity">Null when the location has no such charger.</param>
/// <param name="OcppVersion">Resource spelling; null when the location has no such charger.</param>
/// <param name="Error">Why it did not get the command; null when it did.</param>
public sealed record CommandReceipt(string Id, string? Identity, string? OcppVersion, string? Error);

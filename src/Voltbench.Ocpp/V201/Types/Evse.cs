namespace Voltbench.Ocpp.V201.Types;

/// <summary>An EVSE, or one connector of it.</summary>
public sealed record Evse
{
    public required int Id { get; init; }

    public int? ConnectorId { get; init; }
}

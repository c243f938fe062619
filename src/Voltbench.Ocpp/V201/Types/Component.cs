using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Types;

/// <summary>A component of the device model.</summary>
public sealed record Component
{
    public Evse? Evse { get; init; }

    [MaxLength(50)]
    public required string Name { get; init; }

    [MaxLength(50)]
    public string? Instance { get; init; }
}

using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Types;

/// <summary>A variable of a component.</summary>
public sealed record Variable
{
    [MaxLength(50)]
    public required string Name { get; init; }

    [MaxLength(50)]
    public string? Instance { get; init; }
}

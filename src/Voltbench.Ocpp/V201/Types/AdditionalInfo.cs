using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Types;

/// <summary>A further identifier that belongs to the first.</summary>
public sealed record AdditionalInfo
{
    [MaxLength(36)]
    public required string AdditionalIdToken { get; init; }

    [MaxLength(50)]
    public required string Type { get; init; }
}

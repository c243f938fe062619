using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Types;

/// <summary>More about a status.</summary>
public sealed record StatusInfo
{
    [MaxLength(20)]
    public required string ReasonCode { get; init; }

    [MaxLength(512)]
    public string? AdditionalInfo { get; init; }
}

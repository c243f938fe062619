using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.V201.Types;

/// <summary>Text for a display.</summary>
public sealed record MessageContent
{
    public required MessageFormat Format { get; init; }

    [MaxLength(8)]
    public string? Language { get; init; }

    [MaxLength(512)]
    public required string Content { get; init; }
}

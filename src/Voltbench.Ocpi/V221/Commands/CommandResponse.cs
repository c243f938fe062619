using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V221.Types;

namespace Voltbench.Ocpi.V221.Commands;

/// <summary>The answer to a command at once; what came of it follows as <see cref="CommandResult"/> (OCPI 2.2.1 mod_commands).</summary>
public sealed record CommandResponse
{
    public required CommandResponseType Result { get; init; }

    /// <summary>s after which no result is to be expected.</summary>
    [Range(0)]
    public required int Timeout { get; init; }

    public IReadOnlyList<DisplayText>? Message { get; init; }
}

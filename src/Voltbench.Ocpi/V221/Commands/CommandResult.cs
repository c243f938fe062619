using Voltbench.Ocpi.V221.Types;

namespace Voltbench.Ocpi.V221.Commands;

/// <summary>What came of a command at the charge point (OCPI 2.2.1 mod_commands).</summary>
public sealed record CommandResult
{
    public required CommandResultType Result { get; init; }

    public IReadOnlyList<DisplayText>? Message { get; init; }
}

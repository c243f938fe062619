using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Commands;

/// <summary>STOP_SESSION: ends a session (OCPI 2.2.1 mod_commands).</summary>
public sealed record StopSession
{
    /// <summary>Where the result is posted.</summary>
    [Url]
    public required string ResponseUrl { get; init; }

    [CiString(36)]
    public required string SessionId { get; init; }
}

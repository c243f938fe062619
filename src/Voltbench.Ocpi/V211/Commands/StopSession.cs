using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V211.Commands;

/// <summary>STOP_SESSION: ends a session (OCPI 2.1.1 mod_commands §3.4).</summary>
public sealed record StopSession
{
    /// <summary>Where the result is posted.</summary>
    [Url]
    public required string ResponseUrl { get; init; }

    [Text(36)]
    public required string SessionId { get; init; }
}

using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V211.Tokens;

namespace Voltbench.Ocpi.V211.Commands;

/// <summary>START_SESSION: starts charging with a token (OCPI 2.1.1 mod_commands §3.3).</summary>
public sealed record StartSession
{
    /// <summary>Where the result is posted.</summary>
    [Url]
    public required string ResponseUrl { get; init; }

    public required Token Token { get; init; }

    [Text(39)]
    public required string LocationId { get; init; }

    [Text(39)]
    public string? EvseUid { get; init; }
}

using Voltbench.Ocpi.Rules;
using Voltbench.Ocpi.V221.Tokens;

namespace Voltbench.Ocpi.V221.Commands;

/// <summary>START_SESSION: starts charging with a token (OCPI 2.2.1 mod_commands).</summary>
[Needs("connector_id", "evse_uid")]
public sealed record StartSession
{
    /// <summary>Where the result is posted.</summary>
    [Url]
    public required string ResponseUrl { get; init; }

    public required Token Token { get; init; }

    [CiString(36)]
    public required string LocationId { get; init; }

    [CiString(36)]
    public string? EvseUid { get; init; }

    [CiString(36)]
    public string? ConnectorId { get; init; }

    /// <summary>To be given back in the session and the CDR.</summary>
    [CiString(36)]
    public string? AuthorizationReference { get; init; }
}

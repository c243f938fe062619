using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V221.Commands;

/// <summary>UNLOCK_CONNECTOR: opens the lock of a connector (OCPI 2.2.1 mod_commands).</summary>
public sealed record UnlockConnector
{
    /// <summary>Where the result is posted.</summary>
    [Url]
    public required string ResponseUrl { get; init; }

    [CiString(36)]
    public required string LocationId { get; init; }

    [CiString(36)]
    public required string EvseUid { get; init; }

    [CiString(36)]
    public required string ConnectorId { get; init; }
}

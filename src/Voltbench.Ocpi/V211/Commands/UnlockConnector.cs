using Voltbench.Ocpi.Rules;

namespace Voltbench.Ocpi.V211.Commands;

/// <summary>UNLOCK_CONNECTOR: opens the lock of a connector (OCPI 2.1.1 mod_commands §3.5).</summary>
public sealed record UnlockConnector
{
    /// <summary>Where the result is posted.</summary>
    [Url]
    public required string ResponseUrl { get; init; }

    [Text(39)]
    public required string LocationId { get; init; }

    [Text(39)]
    public required string EvseUid { get; init; }

    [Text(36)]
    public required string ConnectorId { get; init; }
}

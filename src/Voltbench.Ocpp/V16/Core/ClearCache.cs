namespace Voltbench.Ocpp.V16.Core;

/// <summary>Empties the authorization cache. Sent by the central system (OCPP 1.6 §5.4).</summary>
public sealed record ClearCacheRequest;

public sealed record ClearCacheResponse
{
    public required ClearCacheStatus Status { get; init; }
}

public enum ClearCacheStatus
{
    Accepted,
    Rejected,
}

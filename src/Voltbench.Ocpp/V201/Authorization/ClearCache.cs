using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Authorization;

/// <summary>Empties the authorization cache. Sent by the CSMS (OCPP 2.0.1 part 2, use case C11).</summary>
public sealed record ClearCacheRequest;

public sealed record ClearCacheResponse
{
    public required ClearCacheStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum ClearCacheStatus
{
    Accepted,
    Rejected,
}

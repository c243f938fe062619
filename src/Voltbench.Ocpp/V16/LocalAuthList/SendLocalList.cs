using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V16.Types;

namespace Voltbench.Ocpp.V16.LocalAuthList;

/// <summary>Replaces or changes the local authorization list. Sent by the central system (OCPP 1.6 §5.15).</summary>
public sealed record SendLocalListRequest
{
    public required int ListVersion { get; init; }

    public IReadOnlyList<AuthorizationData>? LocalAuthorizationList { get; init; }

    public required UpdateType UpdateType { get; init; }
}

public sealed record SendLocalListResponse
{
    public required UpdateStatus Status { get; init; }
}

/// <summary>An entry of the local authorization list.</summary>
public sealed record AuthorizationData
{
    [MaxLength(20)]
    public required string IdTag { get; init; }

    public IdTagInfo? IdTagInfo { get; init; }
}

public enum UpdateType
{
    Differential,
    Full,
}

public enum UpdateStatus
{
    Accepted,
    Failed,
    NotSupported,
    VersionMismatch,
}

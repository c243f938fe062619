using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.LocalAuthList;

/// <summary>Replaces or changes the local authorization list. Sent by the CSMS (OCPP 2.0.1 part 2, use case D01).</summary>
public sealed record SendLocalListRequest
{
    [Items(1)]
    public IReadOnlyList<AuthorizationData>? LocalAuthorizationList { get; init; }

    public required int VersionNumber { get; init; }

    public required UpdateType UpdateType { get; init; }
}

public sealed record SendLocalListResponse
{
    public required SendLocalListStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

/// <summary>An entry of the local authorization list.</summary>
public sealed record AuthorizationData
{
    public required IdToken IdToken { get; init; }

    public IdTokenInfo? IdTokenInfo { get; init; }
}

public enum UpdateType
{
    Differential,
    Full,
}

public enum SendLocalListStatus
{
    Accepted,
    Failed,
    VersionMismatch,
}

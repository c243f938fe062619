namespace Voltbench.Ocpp.V16.LocalAuthList;

/// <summary>Asks for the version of the local authorization list. Sent by the central system (OCPP 1.6 §5.10).</summary>
public sealed record GetLocalListVersionRequest;

public sealed record GetLocalListVersionResponse
{
    public required int ListVersion { get; init; }
}

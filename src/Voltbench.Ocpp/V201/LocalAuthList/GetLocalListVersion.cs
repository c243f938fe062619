namespace Voltbench.Ocpp.V201.LocalAuthList;

/// <summary>Asks for the version of the local authorization list. Sent by the CSMS (OCPP 2.0.1 part 2, use case D02).</summary>
public sealed record GetLocalListVersionRequest;

public sealed record GetLocalListVersionResponse
{
    public required int VersionNumber { get; init; }
}

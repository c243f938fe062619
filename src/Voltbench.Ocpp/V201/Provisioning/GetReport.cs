using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Provisioning;

/// <summary>Asks for a report of chosen components and variables. Sent by the CSMS (OCPP 2.0.1 part 2, use case B08).</summary>
public sealed record GetReportRequest
{
    [Items(1)]
    public IReadOnlyList<ComponentVariable>? ComponentVariable { get; init; }

    public required int RequestId { get; init; }

    [Items(1, 4)]
    public IReadOnlyList<ComponentCriterion>? ComponentCriteria { get; init; }
}

public sealed record GetReportResponse
{
    public required GenericDeviceModelStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum ComponentCriterion
{
    Active,
    Available,
    Enabled,
    Problem,
}

using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Provisioning;

/// <summary>Reads variables of the device model. Sent by the CSMS (OCPP 2.0.1 part 2, use case B06).</summary>
public sealed record GetVariablesRequest
{
    [Items(1)]
    public required IReadOnlyList<GetVariableData> GetVariableData { get; init; }
}

public sealed record GetVariablesResponse
{
    [Items(1)]
    public required IReadOnlyList<GetVariableResult> GetVariableResult { get; init; }
}

public sealed record GetVariableData
{
    public AttributeType? AttributeType { get; init; }

    public required Component Component { get; init; }

    public required Variable Variable { get; init; }
}

public sealed record GetVariableResult
{
    public StatusInfo? AttributeStatusInfo { get; init; }

    public required GetVariableStatus AttributeStatus { get; init; }

    public AttributeType? AttributeType { get; init; }

    [MaxLength(2500)]
    public string? AttributeValue { get; init; }

    public required Component Component { get; init; }

    public required Variable Variable { get; init; }
}

public enum GetVariableStatus
{
    Accepted,
    Rejected,
    UnknownComponent,
    UnknownVariable,
    NotSupportedAttributeType,
}

using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Provisioning;

/// <summary>Sets variables of the device model. Sent by the CSMS (OCPP 2.0.1 part 2, use case B05).</summary>
public sealed record SetVariablesRequest
{
    [Items(1)]
    public required IReadOnlyList<SetVariableData> SetVariableData { get; init; }
}

public sealed record SetVariablesResponse
{
    [Items(1)]
    public required IReadOnlyList<SetVariableResult> SetVariableResult { get; init; }
}

public sealed record SetVariableData
{
    public AttributeType? AttributeType { get; init; }

    [MaxLength(1000)]
    public required string AttributeValue { get; init; }

    public required Component Component { get; init; }

    public required Variable Variable { get; init; }
}

public sealed record SetVariableResult
{
    public AttributeType? AttributeType { get; init; }

    public required SetVariableStatus AttributeStatus { get; init; }

    public StatusInfo? AttributeStatusInfo { get; init; }

    public required Component Component { get; init; }

    public required Variable Variable { get; init; }
}

public enum SetVariableStatus
{
    Accepted,
    Rejected,
    UnknownComponent,
    UnknownVariable,
    NotSupportedAttributeType,
    RebootRequired,
}

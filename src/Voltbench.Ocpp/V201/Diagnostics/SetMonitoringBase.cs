using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Diagnostics;

/// <summary>Chooses the set of active monitors. Sent by the CSMS (OCPP 2.0.1 part 2, use case N03).</summary>
public sealed record SetMonitoringBaseRequest
{
    public required MonitoringBase MonitoringBase { get; init; }
}

public sealed record SetMonitoringBaseResponse
{
    public required GenericDeviceModelStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum MonitoringBase
{
    All,
    FactoryDefault,
    HardWiredOnly,
}

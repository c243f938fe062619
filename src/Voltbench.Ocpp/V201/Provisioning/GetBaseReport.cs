using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Ocpp.V201.Provisioning;

/// <summary>Asks for one of the standard reports of the device model. Sent by the CSMS (OCPP 2.0.1 part 2, use case B07).</summary>
public sealed record GetBaseReportRequest
{
    public required int RequestId { get; init; }

    public required ReportBase ReportBase { get; init; }
}

public sealed record GetBaseReportResponse
{
    public required GenericDeviceModelStatus Status { get; init; }

    public StatusInfo? StatusInfo { get; init; }
}

public enum ReportBase
{
    ConfigurationInventory,
    FullInventory,
    SummaryInventory,
}

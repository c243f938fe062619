using Voltbench.Ocpp.V201.Diagnostics;

namespace Voltbench.Csms.V201.Diagnostics;

/// <summary>OCPP 2.0.1 part 2, use case N02: taken note of.</summary>
internal static class NotifyMonitoringReport
{
    public static NotifyMonitoringReportResponse Answer(Station station, NotifyMonitoringReportRequest request) => new();
}

using Voltbench.Ocpp.V201.Provisioning;

namespace Voltbench.Csms.V201.Provisioning;

/// <summary>OCPP 2.0.1 part 2, use case B08: taken note of.</summary>
internal static class NotifyReport
{
    public static NotifyReportResponse Answer(Station station, NotifyReportRequest request) => new();
}

using Voltbench.Ocpp.V201.SmartCharging;

namespace Voltbench.Csms.V201.SmartCharging;

/// <summary>OCPP 2.0.1 part 2, use case K09: taken note of.</summary>
internal static class ReportChargingProfiles
{
    public static ReportChargingProfilesResponse Answer(Station station, ReportChargingProfilesRequest request) => new();
}

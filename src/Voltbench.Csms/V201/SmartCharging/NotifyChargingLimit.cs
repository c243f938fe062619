using Voltbench.Ocpp.V201.SmartCharging;

namespace Voltbench.Csms.V201.SmartCharging;

/// <summary>OCPP 2.0.1 part 2, use case K12: taken note of.</summary>
internal static class NotifyChargingLimit
{
    public static NotifyChargingLimitResponse Answer(Station station, NotifyChargingLimitRequest request) => new();
}

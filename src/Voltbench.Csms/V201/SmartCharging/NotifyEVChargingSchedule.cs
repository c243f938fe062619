using Voltbench.Ocpp.V201.SmartCharging;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Csms.V201.SmartCharging;

/// <summary>OCPP 2.0.1 part 2, use case K15: the CSMS set no limits, so every schedule of an EV is within them.</summary>
internal static class NotifyEVChargingSchedule
{
    public static NotifyEVChargingScheduleResponse Answer(Station station, NotifyEVChargingScheduleRequest request) => new() { Status = GenericStatus.Accepted };
}

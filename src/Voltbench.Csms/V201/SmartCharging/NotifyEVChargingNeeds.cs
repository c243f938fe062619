using Voltbench.Ocpp.V201.SmartCharging;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Csms.V201.SmartCharging;

/// <summary>OCPP 2.0.1 part 2, use case K15: Rejected means that no schedule will come, and the EV charges without one.</summary>
internal static class NotifyEVChargingNeeds
{
    public static NotifyEVChargingNeedsResponse Answer(Station station, NotifyEVChargingNeedsRequest request) => new()
    {
        Status = NotifyEVChargingNeedsStatus.Rejected,
        StatusInfo = new StatusInfo { ReasonCode = "UnsupportedRequest", AdditionalInfo = "this CSMS computes no schedules" },
    };
}

using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Csms.V16.Core;

/// <summary>OCPP 1.6 §4.2: every station of the lab is accepted.</summary>
internal static class BootNotification
{
    public static BootNotificationResponse Answer(Station station, BootNotificationRequest request)
    {
        var now = station.Now;
        station.Booted(new BootInfo(
            request.ChargePointVendor,
            request.ChargePointModel,
            request.ChargePointSerialNumber ?? request.ChargeBoxSerialNumber,
            request.FirmwareVersion,
            Reason: null,
            now));
        return new BootNotificationResponse { Status = RegistrationStatus.Accepted, CurrentTime = now, Interval = station.HeartbeatSeconds };
    }
}

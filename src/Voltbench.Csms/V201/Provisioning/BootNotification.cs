using Voltbench.Ocpp.V201.Provisioning;

namespace Voltbench.Csms.V201.Provisioning;

/// <summary>OCPP 2.0.1 part 2, use case B01: every station of the lab is accepted.</summary>
internal static class BootNotification
{
    public static BootNotificationResponse Answer(Station station, BootNotificationRequest request)
    {
        var now = station.Now;
        var it = request.ChargingStation;
        station.Booted(new BootInfo(it.VendorName, it.Model, it.SerialNumber, it.FirmwareVersion, request.Reason.ToString(), now));
        return new BootNotificationResponse { Status = RegistrationStatus.Accepted, CurrentTime = now, Interval = station.HeartbeatSeconds };
    }
}

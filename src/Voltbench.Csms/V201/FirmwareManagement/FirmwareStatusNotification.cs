using Voltbench.Ocpp.V201.FirmwareManagement;

namespace Voltbench.Csms.V201.FirmwareManagement;

/// <summary>OCPP 2.0.1 part 2, use case L01: taken note of.</summary>
internal static class FirmwareStatusNotification
{
    public static FirmwareStatusNotificationResponse Answer(Station station, FirmwareStatusNotificationRequest request) => new();
}

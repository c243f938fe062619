using Voltbench.Ocpp.V201.FirmwareManagement;

namespace Voltbench.Csms.V201.FirmwareManagement;

/// <summary>OCPP 2.0.1 part 2, use case L03: taken note of.</summary>
internal static class PublishFirmwareStatusNotification
{
    public static PublishFirmwareStatusNotificationResponse Answer(Station station, PublishFirmwareStatusNotificationRequest request) => new();
}

using Voltbench.Ocpp.V16.Security;

namespace Voltbench.Csms.V16.Security;

/// <summary>OCPP 1.6 security whitepaper, use case L01: taken note of.</summary>
internal static class SignedFirmwareStatusNotification
{
    public static SignedFirmwareStatusNotificationResponse Answer(Station station, SignedFirmwareStatusNotificationRequest request) => new();
}

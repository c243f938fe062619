using Voltbench.Ocpp.V16.Security;

namespace Voltbench.Csms.V16.Security;

/// <summary>OCPP 1.6 security whitepaper, use case A04: taken note of.</summary>
internal static class SecurityEventNotification
{
    public static SecurityEventNotificationResponse Answer(Station station, SecurityEventNotificationRequest request) => new();
}

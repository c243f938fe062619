using Voltbench.Ocpp.V201.Security;

namespace Voltbench.Csms.V201.Security;

/// <summary>OCPP 2.0.1 part 2, use case A04: taken note of.</summary>
internal static class SecurityEventNotification
{
    public static SecurityEventNotificationResponse Answer(Station station, SecurityEventNotificationRequest request) => new();
}

using Voltbench.Ocpp.V16.Security;

namespace Voltbench.Csms.V16.Security;

/// <summary>OCPP 1.6 security whitepaper, use case N01: taken note of.</summary>
internal static class LogStatusNotification
{
    public static LogStatusNotificationResponse Answer(Station station, LogStatusNotificationRequest request) => new();
}

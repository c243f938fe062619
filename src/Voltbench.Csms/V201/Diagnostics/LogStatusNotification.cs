using Voltbench.Ocpp.V201.Diagnostics;

namespace Voltbench.Csms.V201.Diagnostics;

/// <summary>OCPP 2.0.1 part 2, use case N01: taken note of.</summary>
internal static class LogStatusNotification
{
    public static LogStatusNotificationResponse Answer(Station station, LogStatusNotificationRequest request) => new();
}

using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Ocpp.V201.Availability;

namespace Voltbench.Ocpp.V201;

/// <summary>The actions of the version, one line each.</summary>
internal static class V201Actions
{
    public static readonly IReadOnlyList<OcppAction> All =
    [
        Action<BootNotificationRequest, BootNotificationResponse>("BootNotification", MessageSender.ChargePoint, "Provisioning"),
        Action<HeartbeatRequest, HeartbeatResponse>("Heartbeat", MessageSender.ChargePoint, "Availability"),
    ];

    private static OcppAction Action<TRequest, TResponse>(string name, MessageSender sender, string chapter) =>
        OcppAction.Of<TRequest, TResponse>(OcppVersion.V201, name, sender, chapter);
}

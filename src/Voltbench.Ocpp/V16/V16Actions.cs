using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Ocpp.V16;

/// <summary>The actions of the version, one line each.</summary>
internal static class V16Actions
{
    public static readonly IReadOnlyList<OcppAction> All =
    [
        Action<BootNotificationRequest, BootNotificationResponse>("BootNotification", MessageSender.ChargePoint, "Core"),
        Action<HeartbeatRequest, HeartbeatResponse>("Heartbeat", MessageSender.ChargePoint, "Core"),
    ];

    private static OcppAction Action<TRequest, TResponse>(string name, MessageSender sender, string chapter) =>
        OcppAction.Of<TRequest, TResponse>(OcppVersion.V16, name, sender, chapter);
}

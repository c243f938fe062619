using Voltbench.Ocpp.V16.FirmwareManagement;
using Voltbench.Ocpp.V201.Diagnostics;
using V16Log = Voltbench.Ocpp.V16.Security;

namespace Voltbench.Simulation.Charger.Files;

/// <summary>The words of each version for the state of an upload.</summary>
internal static class LogNotices
{
    /// <summary>Null where the version has no word for it.</summary>
    public static OutCall? Of(LogKind kind, UploadLogStatus status, int? requestId)
    {
        switch (kind)
        {
            case LogKind.V201:
                return OutCall.Of(new LogStatusNotificationRequest { Status = status, RequestId = requestId });
            case LogKind.V16:
                return Enum.TryParse<V16Log.UploadLogStatus>(status.ToString(), out var named)
                    ? OutCall.Of(new V16Log.LogStatusNotificationRequest { Status = named, RequestId = requestId })
                    : null;
            default:
                return OutCall.Of(new DiagnosticsStatusNotificationRequest
                {
                    Status = status switch
                    {
                        UploadLogStatus.Uploading => DiagnosticsStatus.Uploading,
                        UploadLogStatus.Uploaded => DiagnosticsStatus.Uploaded,
                        UploadLogStatus.Idle => DiagnosticsStatus.Idle,
                        _ => DiagnosticsStatus.UploadFailed,
                    },
                });
        }
    }
}

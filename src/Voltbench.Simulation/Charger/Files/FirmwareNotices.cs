using Voltbench.Ocpp.V16.Security;
using Voltbench.Ocpp.V201.FirmwareManagement;
using PlainNotification = Voltbench.Ocpp.V16.FirmwareManagement.FirmwareStatusNotificationRequest;
using PlainStatus = Voltbench.Ocpp.V16.FirmwareManagement.FirmwareStatus;

namespace Voltbench.Simulation.Charger.Files;

/// <summary>The words of each version for the state of an update.</summary>
internal static class FirmwareNotices
{
    /// <summary>Null where the version has no word for it.</summary>
    public static OutCall? Of(FirmwareKind kind, FirmwareStatus status, int? requestId) => kind switch
    {
        FirmwareKind.Plain => PlainOf(status) is { } plain ? OutCall.Of(new PlainNotification { Status = plain }) : null,
        FirmwareKind.Signed => OutCall.Of(new SignedFirmwareStatusNotificationRequest
        {
            Status = Enum.Parse<SignedFirmwareStatus>(status.ToString()), // the whitepaper took the names of 2.0.1
            RequestId = requestId,
        }),
        _ => OutCall.Of(new FirmwareStatusNotificationRequest { Status = status, RequestId = requestId }),
    };

    private static PlainStatus? PlainOf(FirmwareStatus status) => status switch
    {
        FirmwareStatus.Downloading => PlainStatus.Downloading,
        FirmwareStatus.Downloaded => PlainStatus.Downloaded,
        FirmwareStatus.DownloadFailed => PlainStatus.DownloadFailed,
        FirmwareStatus.Installing => PlainStatus.Installing,
        FirmwareStatus.Installed => PlainStatus.Installed,
        FirmwareStatus.InstallationFailed or FirmwareStatus.InstallVerificationFailed or FirmwareStatus.InvalidSignature => PlainStatus.InstallationFailed,
        FirmwareStatus.Idle => PlainStatus.Idle,
        _ => null,
    };
}

using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V16.Core;
using Voltbench.Ocpp.V16.FirmwareManagement;
using Voltbench.Ocpp.V16.LocalAuthList;
using Voltbench.Ocpp.V16.RemoteTrigger;
using Voltbench.Ocpp.V16.Reservation;
using Voltbench.Ocpp.V16.Security;
using Voltbench.Ocpp.V16.SmartCharging;

namespace Voltbench.Ocpp.V16;

/// <summary>The actions of the version, one line each.</summary>
internal static class V16Actions
{
    public static readonly IReadOnlyList<OcppAction> All =
    [
        Action<AuthorizeRequest, AuthorizeResponse>("Authorize", MessageSender.ChargePoint, "Core"),
        Action<BootNotificationRequest, BootNotificationResponse>("BootNotification", MessageSender.ChargePoint, "Core"),
        Action<ChangeAvailabilityRequest, ChangeAvailabilityResponse>("ChangeAvailability", MessageSender.Csms, "Core"),
        Action<ChangeConfigurationRequest, ChangeConfigurationResponse>("ChangeConfiguration", MessageSender.Csms, "Core"),
        Action<ClearCacheRequest, ClearCacheResponse>("ClearCache", MessageSender.Csms, "Core"),
        Action<DataTransferRequest, DataTransferResponse>("DataTransfer", MessageSender.Both, "Core"),
        Action<GetConfigurationRequest, GetConfigurationResponse>("GetConfiguration", MessageSender.Csms, "Core"),
        Action<HeartbeatRequest, HeartbeatResponse>("Heartbeat", MessageSender.ChargePoint, "Core"),
        Action<MeterValuesRequest, MeterValuesResponse>("MeterValues", MessageSender.ChargePoint, "Core"),
        Action<RemoteStartTransactionRequest, RemoteStartTransactionResponse>("RemoteStartTransaction", MessageSender.Csms, "Core"),
        Action<RemoteStopTransactionRequest, RemoteStopTransactionResponse>("RemoteStopTransaction", MessageSender.Csms, "Core"),
        Action<ResetRequest, ResetResponse>("Reset", MessageSender.Csms, "Core"),
        Action<StartTransactionRequest, StartTransactionResponse>("StartTransaction", MessageSender.ChargePoint, "Core"),
        Action<StatusNotificationRequest, StatusNotificationResponse>("StatusNotification", MessageSender.ChargePoint, "Core"),
        Action<StopTransactionRequest, StopTransactionResponse>("StopTransaction", MessageSender.ChargePoint, "Core"),
        Action<UnlockConnectorRequest, UnlockConnectorResponse>("UnlockConnector", MessageSender.Csms, "Core"),

        Action<DiagnosticsStatusNotificationRequest, DiagnosticsStatusNotificationResponse>("DiagnosticsStatusNotification", MessageSender.ChargePoint, "FirmwareManagement"),
        Action<FirmwareStatusNotificationRequest, FirmwareStatusNotificationResponse>("FirmwareStatusNotification", MessageSender.ChargePoint, "FirmwareManagement"),
        Action<GetDiagnosticsRequest, GetDiagnosticsResponse>("GetDiagnostics", MessageSender.Csms, "FirmwareManagement"),
        Action<UpdateFirmwareRequest, UpdateFirmwareResponse>("UpdateFirmware", MessageSender.Csms, "FirmwareManagement"),

        Action<GetLocalListVersionRequest, GetLocalListVersionResponse>("GetLocalListVersion", MessageSender.Csms, "LocalAuthList"),
        Action<SendLocalListRequest, SendLocalListResponse>("SendLocalList", MessageSender.Csms, "LocalAuthList"),

        Action<CancelReservationRequest, CancelReservationResponse>("CancelReservation", MessageSender.Csms, "Reservation"),
        Action<ReserveNowRequest, ReserveNowResponse>("ReserveNow", MessageSender.Csms, "Reservation"),

        Action<ClearChargingProfileRequest, ClearChargingProfileResponse>("ClearChargingProfile", MessageSender.Csms, "SmartCharging"),
        Action<GetCompositeScheduleRequest, GetCompositeScheduleResponse>("GetCompositeSchedule", MessageSender.Csms, "SmartCharging"),
        Action<SetChargingProfileRequest, SetChargingProfileResponse>("SetChargingProfile", MessageSender.Csms, "SmartCharging"),

        Action<TriggerMessageRequest, TriggerMessageResponse>("TriggerMessage", MessageSender.Csms, "RemoteTrigger"),

        Action<CertificateSignedRequest, CertificateSignedResponse>("CertificateSigned", MessageSender.Csms, "Security"),
        Action<DeleteCertificateRequest, DeleteCertificateResponse>("DeleteCertificate", MessageSender.Csms, "Security"),
        Action<ExtendedTriggerMessageRequest, ExtendedTriggerMessageResponse>("ExtendedTriggerMessage", MessageSender.Csms, "Security"),
        Action<GetInstalledCertificateIdsRequest, GetInstalledCertificateIdsResponse>("GetInstalledCertificateIds", MessageSender.Csms, "Security"),
        Action<GetLogRequest, GetLogResponse>("GetLog", MessageSender.Csms, "Security"),
        Action<InstallCertificateRequest, InstallCertificateResponse>("InstallCertificate", MessageSender.Csms, "Security"),
        Action<LogStatusNotificationRequest, LogStatusNotificationResponse>("LogStatusNotification", MessageSender.ChargePoint, "Security"),
        Action<SecurityEventNotificationRequest, SecurityEventNotificationResponse>("SecurityEventNotification", MessageSender.ChargePoint, "Security"),
        Action<SignCertificateRequest, SignCertificateResponse>("SignCertificate", MessageSender.ChargePoint, "Security"),
        Action<SignedFirmwareStatusNotificationRequest, SignedFirmwareStatusNotificationResponse>("SignedFirmwareStatusNotification", MessageSender.ChargePoint, "Security"),
        Action<SignedUpdateFirmwareRequest, SignedUpdateFirmwareResponse>("SignedUpdateFirmware", MessageSender.Csms, "Security"),
    ];

    private static OcppAction Action<TRequest, TResponse>(string name, MessageSender sender, string chapter) =>
        OcppAction.Of<TRequest, TResponse>(OcppVersion.V16, name, sender, chapter);
}

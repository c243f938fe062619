using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Authorization;
using Voltbench.Ocpp.V201.Availability;
using Voltbench.Ocpp.V201.CertificateManagement;
using Voltbench.Ocpp.V201.DataTransfer;
using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Ocpp.V201.DisplayMessages;
using Voltbench.Ocpp.V201.FirmwareManagement;
using Voltbench.Ocpp.V201.LocalAuthList;
using Voltbench.Ocpp.V201.MeterValues;
using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Ocpp.V201.RemoteControl;
using Voltbench.Ocpp.V201.Reservation;
using Voltbench.Ocpp.V201.Security;
using Voltbench.Ocpp.V201.SmartCharging;
using Voltbench.Ocpp.V201.TariffAndCost;
using Voltbench.Ocpp.V201.Transactions;

namespace Voltbench.Ocpp.V201;

/// <summary>The actions of the version, one line each.</summary>
internal static class V201Actions
{
    public static readonly IReadOnlyList<OcppAction> All =
    [
        Action<SignCertificateRequest, SignCertificateResponse>("SignCertificate", MessageSender.ChargePoint, "Security"),
        Action<CertificateSignedRequest, CertificateSignedResponse>("CertificateSigned", MessageSender.Csms, "Security"),
        Action<SecurityEventNotificationRequest, SecurityEventNotificationResponse>("SecurityEventNotification", MessageSender.ChargePoint, "Security"),

        Action<BootNotificationRequest, BootNotificationResponse>("BootNotification", MessageSender.ChargePoint, "Provisioning"),
        Action<SetVariablesRequest, SetVariablesResponse>("SetVariables", MessageSender.Csms, "Provisioning"),
        Action<GetVariablesRequest, GetVariablesResponse>("GetVariables", MessageSender.Csms, "Provisioning"),
        Action<GetBaseReportRequest, GetBaseReportResponse>("GetBaseReport", MessageSender.Csms, "Provisioning"),
        Action<GetReportRequest, GetReportResponse>("GetReport", MessageSender.Csms, "Provisioning"),
        Action<NotifyReportRequest, NotifyReportResponse>("NotifyReport", MessageSender.ChargePoint, "Provisioning"),
        Action<SetNetworkProfileRequest, SetNetworkProfileResponse>("SetNetworkProfile", MessageSender.Csms, "Provisioning"),
        Action<ResetRequest, ResetResponse>("Reset", MessageSender.Csms, "Provisioning"),

        Action<AuthorizeRequest, AuthorizeResponse>("Authorize", MessageSender.ChargePoint, "Authorization"),
        Action<ClearCacheRequest, ClearCacheResponse>("ClearCache", MessageSender.Csms, "Authorization"),

        Action<SendLocalListRequest, SendLocalListResponse>("SendLocalList", MessageSender.Csms, "LocalAuthList"),
        Action<GetLocalListVersionRequest, GetLocalListVersionResponse>("GetLocalListVersion", MessageSender.Csms, "LocalAuthList"),

        Action<TransactionEventRequest, TransactionEventResponse>("TransactionEvent", MessageSender.ChargePoint, "Transactions"),
        Action<GetTransactionStatusRequest, GetTransactionStatusResponse>("GetTransactionStatus", MessageSender.Csms, "Transactions"),

        Action<RequestStartTransactionRequest, RequestStartTransactionResponse>("RequestStartTransaction", MessageSender.Csms, "RemoteControl"),
        Action<RequestStopTransactionRequest, RequestStopTransactionResponse>("RequestStopTransaction", MessageSender.Csms, "RemoteControl"),
        Action<UnlockConnectorRequest, UnlockConnectorResponse>("UnlockConnector", MessageSender.Csms, "RemoteControl"),
        Action<TriggerMessageRequest, TriggerMessageResponse>("TriggerMessage", MessageSender.Csms, "RemoteControl"),

        Action<StatusNotificationRequest, StatusNotificationResponse>("StatusNotification", MessageSender.ChargePoint, "Availability"),
        Action<HeartbeatRequest, HeartbeatResponse>("Heartbeat", MessageSender.ChargePoint, "Availability"),
        Action<ChangeAvailabilityRequest, ChangeAvailabilityResponse>("ChangeAvailability", MessageSender.Csms, "Availability"),

        Action<ReserveNowRequest, ReserveNowResponse>("ReserveNow", MessageSender.Csms, "Reservation"),
        Action<CancelReservationRequest, CancelReservationResponse>("CancelReservation", MessageSender.Csms, "Reservation"),
        Action<ReservationStatusUpdateRequest, ReservationStatusUpdateResponse>("ReservationStatusUpdate", MessageSender.ChargePoint, "Reservation"),

        Action<CostUpdatedRequest, CostUpdatedResponse>("CostUpdated", MessageSender.Csms, "TariffAndCost"),

        Action<MeterValuesRequest, MeterValuesResponse>("MeterValues", MessageSender.ChargePoint, "MeterValues"),

        Action<SetChargingProfileRequest, SetChargingProfileResponse>("SetChargingProfile", MessageSender.Csms, "SmartCharging"),
        Action<GetCompositeScheduleRequest, GetCompositeScheduleResponse>("GetCompositeSchedule", MessageSender.Csms, "SmartCharging"),
        Action<GetChargingProfilesRequest, GetChargingProfilesResponse>("GetChargingProfiles", MessageSender.Csms, "SmartCharging"),
        Action<ReportChargingProfilesRequest, ReportChargingProfilesResponse>("ReportChargingProfiles", MessageSender.ChargePoint, "SmartCharging"),
        Action<ClearChargingProfileRequest, ClearChargingProfileResponse>("ClearChargingProfile", MessageSender.Csms, "SmartCharging"),
        Action<NotifyChargingLimitRequest, NotifyChargingLimitResponse>("NotifyChargingLimit", MessageSender.ChargePoint, "SmartCharging"),
        Action<ClearedChargingLimitRequest, ClearedChargingLimitResponse>("ClearedChargingLimit", MessageSender.ChargePoint, "SmartCharging"),
        Action<NotifyEVChargingNeedsRequest, NotifyEVChargingNeedsResponse>("NotifyEVChargingNeeds", MessageSender.ChargePoint, "SmartCharging"),
        Action<NotifyEVChargingScheduleRequest, NotifyEVChargingScheduleResponse>("NotifyEVChargingSchedule", MessageSender.ChargePoint, "SmartCharging"),

        Action<UpdateFirmwareRequest, UpdateFirmwareResponse>("UpdateFirmware", MessageSender.Csms, "FirmwareManagement"),
        Action<FirmwareStatusNotificationRequest, FirmwareStatusNotificationResponse>("FirmwareStatusNotification", MessageSender.ChargePoint, "FirmwareManagement"),
        Action<PublishFirmwareRequest, PublishFirmwareResponse>("PublishFirmware", MessageSender.Csms, "FirmwareManagement"),
        Action<PublishFirmwareStatusNotificationRequest, PublishFirmwareStatusNotificationResponse>("PublishFirmwareStatusNotification", MessageSender.ChargePoint, "FirmwareManagement"),
        Action<UnpublishFirmwareRequest, UnpublishFirmwareResponse>("UnpublishFirmware", MessageSender.Csms, "FirmwareManagement"),

        Action<Get15118EVCertificateRequest, Get15118EVCertificateResponse>("Get15118EVCertificate", MessageSender.ChargePoint, "CertificateManagement"),
        Action<GetInstalledCertificateIdsRequest, GetInstalledCertificateIdsResponse>("GetInstalledCertificateIds", MessageSender.Csms, "CertificateManagement"),
        Action<DeleteCertificateRequest, DeleteCertificateResponse>("DeleteCertificate", MessageSender.Csms, "CertificateManagement"),
        Action<InstallCertificateRequest, InstallCertificateResponse>("InstallCertificate", MessageSender.Csms, "CertificateManagement"),
        Action<GetCertificateStatusRequest, GetCertificateStatusResponse>("GetCertificateStatus", MessageSender.ChargePoint, "CertificateManagement"),

        Action<GetLogRequest, GetLogResponse>("GetLog", MessageSender.Csms, "Diagnostics"),
        Action<LogStatusNotificationRequest, LogStatusNotificationResponse>("LogStatusNotification", MessageSender.ChargePoint, "Diagnostics"),
        Action<GetMonitoringReportRequest, GetMonitoringReportResponse>("GetMonitoringReport", MessageSender.Csms, "Diagnostics"),
        Action<NotifyMonitoringReportRequest, NotifyMonitoringReportResponse>("NotifyMonitoringReport", MessageSender.ChargePoint, "Diagnostics"),
        Action<SetMonitoringBaseRequest, SetMonitoringBaseResponse>("SetMonitoringBase", MessageSender.Csms, "Diagnostics"),
        Action<SetVariableMonitoringRequest, SetVariableMonitoringResponse>("SetVariableMonitoring", MessageSender.Csms, "Diagnostics"),
        Action<SetMonitoringLevelRequest, SetMonitoringLevelResponse>("SetMonitoringLevel", MessageSender.Csms, "Diagnostics"),
        Action<ClearVariableMonitoringRequest, ClearVariableMonitoringResponse>("ClearVariableMonitoring", MessageSender.Csms, "Diagnostics"),
        Action<NotifyEventRequest, NotifyEventResponse>("NotifyEvent", MessageSender.ChargePoint, "Diagnostics"),
        Action<CustomerInformationRequest, CustomerInformationResponse>("CustomerInformation", MessageSender.Csms, "Diagnostics"),
        Action<NotifyCustomerInformationRequest, NotifyCustomerInformationResponse>("NotifyCustomerInformation", MessageSender.ChargePoint, "Diagnostics"),

        Action<SetDisplayMessageRequest, SetDisplayMessageResponse>("SetDisplayMessage", MessageSender.Csms, "DisplayMessages"),
        Action<GetDisplayMessagesRequest, GetDisplayMessagesResponse>("GetDisplayMessages", MessageSender.Csms, "DisplayMessages"),
        Action<NotifyDisplayMessagesRequest, NotifyDisplayMessagesResponse>("NotifyDisplayMessages", MessageSender.ChargePoint, "DisplayMessages"),
        Action<ClearDisplayMessageRequest, ClearDisplayMessageResponse>("ClearDisplayMessage", MessageSender.Csms, "DisplayMessages"),

        Action<DataTransferRequest, DataTransferResponse>("DataTransfer", MessageSender.Both, "DataTransfer"),
    ];

    private static OcppAction Action<TRequest, TResponse>(string name, MessageSender sender, string chapter) =>
        OcppAction.Of<TRequest, TResponse>(OcppVersion.V201, name, sender, chapter);
}

using Voltbench.Csms.Handlers;
using Voltbench.Ocpp.V201.Authorization;
using Voltbench.Ocpp.V201.Availability;
using Voltbench.Ocpp.V201.CertificateManagement;
using Voltbench.Ocpp.V201.DataTransfer;
using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Ocpp.V201.DisplayMessages;
using Voltbench.Ocpp.V201.FirmwareManagement;
using Voltbench.Ocpp.V201.MeterValues;
using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Ocpp.V201.Reservation;
using Voltbench.Ocpp.V201.Security;
using Voltbench.Ocpp.V201.SmartCharging;
using Voltbench.Ocpp.V201.Transactions;

namespace Voltbench.Csms.V201;

/// <summary>Every message of 2.0.1 that a charging station may send, one line each, by functional block.</summary>
internal static class V201Handlers
{
    public static readonly IReadOnlyList<MessageHandler> All =
    [
        MessageHandler.Of<SecurityEventNotificationRequest, SecurityEventNotificationResponse>(Security.SecurityEventNotification.Answer),
        MessageHandler.Of<SignCertificateRequest, SignCertificateResponse>(Security.SignCertificate.Answer),
        MessageHandler.Of<BootNotificationRequest, BootNotificationResponse>(Provisioning.BootNotification.Answer),
        MessageHandler.Of<NotifyReportRequest, NotifyReportResponse>(Provisioning.NotifyReport.Answer),
        MessageHandler.Stored<AuthorizeRequest, AuthorizeResponse>(Authorization.Authorize.AnswerAsync),
        MessageHandler.Stored<TransactionEventRequest, TransactionEventResponse>(Transactions.TransactionEvent.AnswerAsync),
        MessageHandler.Of<HeartbeatRequest, HeartbeatResponse>(Availability.Heartbeat.Answer),
        MessageHandler.Of<StatusNotificationRequest, StatusNotificationResponse>(Availability.StatusNotification.Answer),
        MessageHandler.Stored<ReservationStatusUpdateRequest, ReservationStatusUpdateResponse>(Reservation.ReservationStatusUpdate.AnswerAsync),
        MessageHandler.Of<MeterValuesRequest, MeterValuesResponse>(MeterValues.MeterValues.Answer),
        MessageHandler.Stored<ClearedChargingLimitRequest, ClearedChargingLimitResponse>(SmartCharging.ClearedChargingLimit.AnswerAsync),
        MessageHandler.Stored<NotifyChargingLimitRequest, NotifyChargingLimitResponse>(SmartCharging.NotifyChargingLimit.AnswerAsync),
        MessageHandler.Of<NotifyEVChargingNeedsRequest, NotifyEVChargingNeedsResponse>(SmartCharging.NotifyEVChargingNeeds.Answer),
        MessageHandler.Of<NotifyEVChargingScheduleRequest, NotifyEVChargingScheduleResponse>(SmartCharging.NotifyEVChargingSchedule.Answer),
        MessageHandler.Of<ReportChargingProfilesRequest, ReportChargingProfilesResponse>(SmartCharging.ReportChargingProfiles.Answer),
        MessageHandler.Of<FirmwareStatusNotificationRequest, FirmwareStatusNotificationResponse>(FirmwareManagement.FirmwareStatusNotification.Answer),
        MessageHandler.Of<PublishFirmwareStatusNotificationRequest, PublishFirmwareStatusNotificationResponse>(FirmwareManagement.PublishFirmwareStatusNotification.Answer),
        MessageHandler.Of<Get15118EVCertificateRequest, Get15118EVCertificateResponse>(CertificateManagement.Get15118EVCertificate.Answer),
        MessageHandler.Of<GetCertificateStatusRequest, GetCertificateStatusResponse>(CertificateManagement.GetCertificateStatus.Answer),
        MessageHandler.Of<LogStatusNotificationRequest, LogStatusNotificationResponse>(Diagnostics.LogStatusNotification.Answer),
        MessageHandler.Of<NotifyCustomerInformationRequest, NotifyCustomerInformationResponse>(Diagnostics.NotifyCustomerInformation.Answer),
        MessageHandler.Of<NotifyEventRequest, NotifyEventResponse>(Diagnostics.NotifyEvent.Answer),
        MessageHandler.Of<NotifyMonitoringReportRequest, NotifyMonitoringReportResponse>(Diagnostics.NotifyMonitoringReport.Answer),
        MessageHandler.Of<NotifyDisplayMessagesRequest, NotifyDisplayMessagesResponse>(DisplayMessages.NotifyDisplayMessages.Answer),
        MessageHandler.Of<DataTransferRequest, DataTransferResponse>(DataTransfer.DataTransfer.Answer),
    ];
}

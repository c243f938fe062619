using Voltbench.Csms.Handlers;
using Voltbench.Ocpp.V16.Core;
using Voltbench.Ocpp.V16.FirmwareManagement;
using Voltbench.Ocpp.V16.Security;

namespace Voltbench.Csms.V16;

/// <summary>Every message of 1.6 that a charge point may send, one line each.</summary>
internal static class V16Handlers
{
    public static readonly IReadOnlyList<MessageHandler> All =
    [
        MessageHandler.Stored<AuthorizeRequest, AuthorizeResponse>(Core.Authorize.AnswerAsync),
        MessageHandler.Of<BootNotificationRequest, BootNotificationResponse>(Core.BootNotification.Answer),
        MessageHandler.Of<DataTransferRequest, DataTransferResponse>(Core.DataTransfer.Answer),
        MessageHandler.Of<HeartbeatRequest, HeartbeatResponse>(Core.Heartbeat.Answer),
        MessageHandler.Stored<MeterValuesRequest, MeterValuesResponse>(Core.MeterValues.AnswerAsync),
        MessageHandler.Stored<StartTransactionRequest, StartTransactionResponse>(Core.StartTransaction.AnswerAsync),
        MessageHandler.Stored<StatusNotificationRequest, StatusNotificationResponse>(Core.StatusNotification.AnswerAsync),
        MessageHandler.Stored<StopTransactionRequest, StopTransactionResponse>(Core.StopTransaction.AnswerAsync),
        MessageHandler.Of<DiagnosticsStatusNotificationRequest, DiagnosticsStatusNotificationResponse>(FirmwareManagement.DiagnosticsStatusNotification.Answer),
        MessageHandler.Of<FirmwareStatusNotificationRequest, FirmwareStatusNotificationResponse>(FirmwareManagement.FirmwareStatusNotification.Answer),
        MessageHandler.Of<LogStatusNotificationRequest, LogStatusNotificationResponse>(Security.LogStatusNotification.Answer),
        MessageHandler.Of<SecurityEventNotificationRequest, SecurityEventNotificationResponse>(Security.SecurityEventNotification.Answer),
        MessageHandler.Of<SignCertificateRequest, SignCertificateResponse>(Security.SignCertificate.Answer),
        MessageHandler.Of<SignedFirmwareStatusNotificationRequest, SignedFirmwareStatusNotificationResponse>(Security.SignedFirmwareStatusNotification.Answer),
    ];
}

using Voltbench.Ocpp.Messages;

namespace Voltbench.Ocpp.Tests.Messages;

/// <summary>The actions of the standards, written down apart from the registry: names, directions and chapters.</summary>
public class RegistryTests
{
    private const string Actions16 = """
        Core <- Authorize BootNotification Heartbeat MeterValues StartTransaction StatusNotification StopTransaction
        Core -> ChangeAvailability ChangeConfiguration ClearCache GetConfiguration RemoteStartTransaction RemoteStopTransaction Reset UnlockConnector
        Core <> DataTransfer
        FirmwareManagement <- DiagnosticsStatusNotification FirmwareStatusNotification
        FirmwareManagement -> GetDiagnostics UpdateFirmware
        LocalAuthList -> GetLocalListVersion SendLocalList
        Reservation -> CancelReservation ReserveNow
        SmartCharging -> ClearChargingProfile GetCompositeSchedule SetChargingProfile
        RemoteTrigger -> TriggerMessage
        Security <- LogStatusNotification SecurityEventNotification SignCertificate SignedFirmwareStatusNotification
        Security -> CertificateSigned DeleteCertificate ExtendedTriggerMessage GetInstalledCertificateIds GetLog InstallCertificate SignedUpdateFirmware
        """;

    private const string Actions201 = """
        Security <- SecurityEventNotification SignCertificate
        Security -> CertificateSigned
        Provisioning <- BootNotification NotifyReport
        Provisioning -> GetBaseReport GetReport GetVariables Reset SetNetworkProfile SetVariables
        Authorization <- Authorize
        Authorization -> ClearCache
        LocalAuthList -> GetLocalListVersion SendLocalList
        Transactions <- TransactionEvent
        Transactions -> GetTransactionStatus
        RemoteControl -> RequestStartTransaction RequestStopTransaction TriggerMessage UnlockConnector
        Availability <- Heartbeat StatusNotification
        Availability -> ChangeAvailability
        Reservation <- ReservationStatusUpdate
        Reservation -> CancelReservation ReserveNow
        TariffAndCost -> CostUpdated
        MeterValues <- MeterValues
        SmartCharging <- ClearedChargingLimit NotifyChargingLimit NotifyEVChargingNeeds NotifyEVChargingSchedule ReportChargingProfiles
        SmartCharging -> ClearChargingProfile GetChargingProfiles GetCompositeSchedule SetChargingProfile
        FirmwareManagement <- FirmwareStatusNotification PublishFirmwareStatusNotification
        FirmwareManagement -> PublishFirmware UnpublishFirmware UpdateFirmware
        CertificateManagement <- Get15118EVCertificate GetCertificateStatus
        CertificateManagement -> DeleteCertificate GetInstalledCertificateIds InstallCertificate
        Diagnostics <- LogStatusNotification NotifyCustomerInformation NotifyEvent NotifyMonitoringReport
        Diagnostics -> ClearVariableMonitoring CustomerInformation GetLog GetMonitoringReport SetMonitoringBase SetMonitoringLevel SetVariableMonitoring
        DisplayMessages <- NotifyDisplayMessages
        DisplayMessages -> ClearDisplayMessage GetDisplayMessages SetDisplayMessage
        DataTransfer <> DataTransfer
        """;

    [Theory]
    [InlineData(OcppVersion.V16, Actions16, 39)]
    [InlineData(OcppVersion.V201, Actions201, 64)]
    public void Every_action_of_the_standard_is_there_with_its_direction(OcppVersion version, string table, int count)
    {
        var expected = table.Split('\n', StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' '))
            .SelectMany(words => words[2..].Select(name => (name, words[0], Sender(words[1]))))
            .ToList();

        expected.Count.ShouldBe(count);
        OcppActions.All(version).Select(a => (a.Name, a.Chapter, a.Sender)).ShouldBe(expected, ignoreOrder: true);
        foreach (var (name, _, _) in expected)
        {
            var action = OcppActions.Find(version, name).ShouldNotBeNull();
            action.Version.ShouldBe(version);
            action.Request.Type.Name.ShouldBe(name + "Request");
            action.Response.Type.Name.ShouldBe(name + "Response");
            action.RequestType.Type.ShouldBe(action.Request.Type);
            action.ResponseType.Type.ShouldBe(action.Response.Type);
            action.Request.Type.Namespace.ShouldBe($"Voltbench.Ocpp.{version}.{action.Chapter}");
            OcppActions.Find(version, name.AsSpan()).ShouldBeSameAs(action);
        }
    }

    [Theory]
    [InlineData(OcppVersion.V16, "TransactionEvent")]
    [InlineData(OcppVersion.V201, "StartTransaction")]
    [InlineData(OcppVersion.V16, "heartbeat")]
    [InlineData(OcppVersion.V16, "")]
    public void Other_names_are_not_found(OcppVersion version, string name) => OcppActions.Find(version, name).ShouldBeNull();

    [Fact]
    public void A_request_type_leads_to_its_action()
    {
        OcppActions.For<Ocpp.V16.Core.HeartbeatRequest>().ShouldBeSameAs(OcppActions.Find(OcppVersion.V16, "Heartbeat"));
        OcppActions.For<Ocpp.V201.Availability.HeartbeatRequest>().ShouldBeSameAs(OcppActions.Find(OcppVersion.V201, "Heartbeat"));
    }

    private static MessageSender Sender(string arrow) => arrow switch
    {
        "<-" => MessageSender.ChargePoint,
        "->" => MessageSender.Csms,
        _ => MessageSender.Both,
    };
}

namespace Voltbench.Simulation.Charger.V201;

/// <summary>What a 2.0.1 station sends by itself: one line per action.</summary>
internal static class V201Outbound
{
    public static readonly OutboundActions Actions = new()
    {
        { "Authorize", "When a driver presents a token that the station may not decide alone." },
        { "BootNotification", "After power-up, reset and reconnect, with the reason; repeated at the interval of the CSMS until accepted." },
        { "ClearedChargingLimit", "When a limit from outside OCPP is lifted." },
        { "DataTransfer", "When a vendor's handler or the lab has something to say." },
        { "FirmwareStatusNotification", "At every step of a firmware update, and when asked for." },
        { "Get15118EVCertificate", "When a driver comes with a contract that the EV still has to get (plug and charge, contract installation enabled)." },
        { "GetCertificateStatus", "For every certificate of the station's V2G chain that names an OCSP responder, when it is new and every week." },
        { "Heartbeat", "At the interval of the CSMS when nothing else was sent." },
        { "LogStatusNotification", "While a log is uploaded, and when asked for." },
        { "NotifyChargingLimit", "When a limit from outside OCPP is set or changes by more than LimitChangeSignificance." },
        { "NotifyCustomerInformation", "After CustomerInformation, in parts." },
        { "NotifyDisplayMessages", "After GetDisplayMessages, in parts." },
        { "NotifyEVChargingNeeds", "When the transaction of a car that speaks ISO 15118 begins, and when that car asks for energy again." },
        { "NotifyEVChargingSchedule", "When such a car has chosen among the schedules of a TxProfile." },
        { "NotifyEvent", "When a fault comes or goes, and when a monitor finds something; graver findings wait for the connection." },
        { "NotifyMonitoringReport", "In parts after GetMonitoringReport." },
        { "NotifyReport", "In parts after GetBaseReport and GetReport." },
        { "PublishFirmwareStatusNotification", "At every step of a publication, and when asked for." },
        { "ReportChargingProfiles", "After GetChargingProfiles, until all are told." },
        { "ReservationStatusUpdate", "When a reservation expires, or is removed as its EVSE is out of order." },
        { "MeterValues", "Readings at the full parts of the day outside transactions and of the main meter (EVSE 0), and when the CSMS asks for them." },
        { "SecurityEventNotification", "At every critical security event of a station with a security profile; queued while offline, kept on disk until answered." },
        { "SignCertificate", "On request of the CSMS and a month before the certificate ends; repeated when no certificate comes." },
        { "StatusNotification", "At every change of a connector, and all of them after boot." },
        { "TransactionEvent", "When a transaction begins, changes and ends; numbered without gaps and kept on disk until answered." },
    };
}

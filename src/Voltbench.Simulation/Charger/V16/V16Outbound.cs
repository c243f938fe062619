namespace Voltbench.Simulation.Charger.V16;

/// <summary>What a 1.6 station sends by itself: one line per action.</summary>
internal static class V16Outbound
{
    public static readonly OutboundActions Actions = new()
    {
        { "Authorize", "When a driver presents a token that the station may not decide alone." },
        { "BootNotification", "After power-up, reset and reconnect; repeated at the interval of the CSMS until accepted." },
        { "DataTransfer", "When a vendor's handler or the lab has something to say." },
        { "DiagnosticsStatusNotification", "While diagnostics are uploaded, and when asked for." },
        { "FirmwareStatusNotification", "At every step of a firmware update, and when asked for." },
        { "Heartbeat", "At the interval of the CSMS when nothing else was sent." },
        { "LogStatusNotification", "While a log is uploaded, and when asked for." },
        { "MeterValues", "Sampled in a transaction at MeterValueSampleInterval, and at the full parts of the day (ClockAlignedDataInterval), then also of the main meter (connector 0)." },
        { "SecurityEventNotification", "At every critical security event of a station with a security profile; queued while offline, kept on disk until answered." },
        { "SignCertificate", "On request of the CSMS and a month before the certificate ends; repeated when no certificate comes." },
        { "SignedFirmwareStatusNotification", "At every step of a signed firmware update, and when asked for." },
        { "StartTransaction", "When a transaction begins; kept on disk until answered." },
        { "StatusNotification", "At every change of a connector, and all of them after boot." },
        { "StopTransaction", "When a transaction ends, with its readings; kept on disk until answered." },
    };
}

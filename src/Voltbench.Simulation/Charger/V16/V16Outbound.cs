namespace Voltbench.Simulation.Charger.V16;

/// <summary>What a 1.6 station sends by itself: one line per action.</summary>
internal static class V16Outbound
{
    public static readonly OutboundActions Actions = new()
    {
        { "Authorize", "When a driver presents a token that the station may not decide alone." },
        { "BootNotification", "After power-up, reset and reconnect; repeated at the interval of the CSMS until accepted." },
        { "Heartbeat", "At the interval of the CSMS when nothing else was sent." },
        { "MeterValues", "Sampled in a transaction at MeterValueSampleInterval." },
        { "StartTransaction", "When a transaction begins; kept on disk until answered." },
        { "StatusNotification", "At every change of a connector, and all of them after boot." },
        { "StopTransaction", "When a transaction ends, with its readings; kept on disk until answered." },
    };
}

using Voltbench.Ocpp.V16.Core;

namespace Voltbench.Csms.V16.Core;

/// <summary>OCPP 1.6 §4.6: tells the time.</summary>
internal static class Heartbeat
{
    public static HeartbeatResponse Answer(Station station, HeartbeatRequest request) => new() { CurrentTime = station.Now };
}

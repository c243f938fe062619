using Voltbench.Ocpp.V201.Availability;

namespace Voltbench.Csms.V201.Availability;

/// <summary>OCPP 2.0.1 part 2, use case G02: tells the time.</summary>
internal static class Heartbeat
{
    public static HeartbeatResponse Answer(Station station, HeartbeatRequest request) => new() { CurrentTime = station.Now };
}

using Voltbench.Ocpp.V201.Diagnostics;

namespace Voltbench.Csms.V201.Diagnostics;

/// <summary>OCPP 2.0.1 part 2, use case N07: taken note of.</summary>
internal static class NotifyEvent
{
    public static NotifyEventResponse Answer(Station station, NotifyEventRequest request) => new();
}

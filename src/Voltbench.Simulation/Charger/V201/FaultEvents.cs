using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>A fault as an event: the variable <c>Problem</c> of the component that is broken (2.0.1 N07; StatusNotification alone cannot say what it is).</summary>
internal static class FaultEvents
{
    public static void Tell(Station station, int evseId, ConnectorFault fault, bool isCleared)
    {
        var component = Faults.FaultKind.Of(fault.ErrorCode).Component;
        if (evseId == 0 && component == "EVSE")
            component = "ChargingStation"; // an EVSE has a number
        station.Calls.Enqueue(
            OutCall.Of(new NotifyEventRequest
            {
                GeneratedAt = station.ClockNow,
                SeqNo = 0,
                EventData =
                [
                    new EventData
                    {
                        EventId = station.NextEventId(),
                        Timestamp = station.ClockNow,
                        Trigger = EventTrigger.Alerting,
                        ActualValue = isCleared ? "false" : "true",
                        TechCode = fault.ErrorCode,
                        TechInfo = fault.Info,
                        Cleared = isCleared ? true : null,
                        EventNotificationType = EventNotification.HardWiredNotification,
                        Component = new Component { Name = component, Evse = evseId == 0 ? null : new Evse { Id = evseId } },
                        Variable = new Variable { Name = "Problem" },
                    },
                ],
            }),
            NotifyEventAnswers.For(station),
            null);
    }

    /// <summary>A lost event is not told again: the status of the connector is.</summary>
    private sealed class NotifyEventAnswers(Station station) : ICallOwner
    {
        public static NotifyEventAnswers For(Station station) => new(station);

        public void OnAnswer(object? tag, in CallAnswer answer)
        {
            if (answer.End is CallEnd.Error or CallEnd.Invalid or CallEnd.Timeout)
                station.Connection.Report(answer.Problem("NotifyEvent"));
        }
    }
}

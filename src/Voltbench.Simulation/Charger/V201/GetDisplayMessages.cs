using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.DisplayMessages;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 O03, O04: the messages that match follow in NotifyDisplayMessages, some at a time.</summary>
internal static class GetDisplayMessages
{
    private const int PerMessage = 10;

    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<GetDisplayMessagesRequest>(call.Payload.Span);
        var found = station.DisplayIfAny?.Find(request) ?? [];
        station.Reply(call, new GetDisplayMessagesResponse
        {
            Status = found.Count > 0 ? GetDisplayMessagesStatus.Accepted : GetDisplayMessagesStatus.Unknown,
        });
        for (var from = 0; from < found.Count; from += PerMessage)
        {
            var page = found.GetRange(from, Math.Min(PerMessage, found.Count - from));
            station.Calls.Enqueue(
                OutCall.Of(new NotifyDisplayMessagesRequest { RequestId = request.RequestId, MessageInfo = page, Tbc = from + PerMessage < found.Count }),
                new SimpleReport(station, "NotifyDisplayMessages"),
                null);
        }
    }
}

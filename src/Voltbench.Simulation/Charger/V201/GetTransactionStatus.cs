using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.Transactions;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 E14: whether a transaction runs and whether messages of it (or, without an id, of any) are still to be delivered.</summary>
internal static class GetTransactionStatus
{
    public static void Handle(Station station, in RpcInput call)
    {
        var id = OcppJson.Deserialize<GetTransactionStatusRequest>(call.Payload.Span).TransactionId;
        station.Reply(call, new GetTransactionStatusResponse
        {
            OngoingIndicator = id is null ? null : station.Sessions.FindByReference(id) is { IsRunning: true }, // E14: not without an id
            MessagesInQueue = id is null ? station.Outbox.Count > 0 : station.Outbox.Messages.Any(m => m.Transaction == id),
        });
    }
}

using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.RemoteControl;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 F03.</summary>
internal static class RequestStopTransaction
{
    public static void Handle(Station station, in RpcInput call)
    {
        var id = OcppJson.Deserialize<RequestStopTransactionRequest>(call.Payload.Span).TransactionId;
        var session = station.Sessions.FindByReference(id);
        var isRunning = station.Boot.IsAccepted && session is { IsRunning: true }; // B02.FR.05: not while pending
        station.Reply(call, new RequestStopTransactionResponse
        {
            Status = isRunning ? RequestStartStopStatus.Accepted : RequestStartStopStatus.Rejected,
            StatusInfo = isRunning ? null : new StatusInfo { ReasonCode = station.Boot.IsAccepted ? "TxNotFound" : "CSNotAccepted" },
        });
        if (isRunning)
            _ = station.Sessions.Stop(session, StopReason.Remote);
    }
}

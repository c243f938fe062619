using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.RemoteControl;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 F01, F02. The lab's car is always there: it is plugged in and charging begins. A charging profile is not evaluated.</summary>
internal static class RequestStartTransaction
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<RequestStartTransactionRequest>(call.Payload.Span);
        var remote = new RemoteStart(request.RemoteStartId);
        var refusal = station.StartRemotely(request.EvseId, new Token(request.IdToken.Token, request.IdToken.Type), remote, out var session);
        station.Reply(call, new RequestStartTransactionResponse
        {
            Status = refusal is null ? RequestStartStopStatus.Accepted : RequestStartStopStatus.Rejected,
            StatusInfo = refusal is null ? null : new StatusInfo { ReasonCode = CodeOf(station, request.EvseId), AdditionalInfo = Text.Cut(refusal, 512) },
            TransactionId = session?.Transaction?.Reference,
        });
    }

    /// <summary>Reason codes of part 2, appendix 5.</summary>
    private static string CodeOf(Station station, int? evseId)
    {
        if (!station.Boot.IsAccepted)
            return "CSNotAccepted";
        if (evseId is not { } id)
            return "Unspecified";
        if (station.Find(id) is not { } connector)
            return "UnknownEvse";
        return connector.Session is null ? "Unspecified" : "TxInProgress";
    }
}

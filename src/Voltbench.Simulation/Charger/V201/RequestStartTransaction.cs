using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.RemoteControl;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.SmartCharging;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 F01, F02. The lab's car is always there: it is plugged in and charging begins, under the charging profile if one came along (K05).</summary>
internal static class RequestStartTransaction
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<RequestStartTransactionRequest>(call.Payload.Span);
        var problem = ReadProfile(station, request, out var profile);
        var remote = new RemoteStart(request.RemoteStartId, profile, request.GroupIdToken?.Token);
        Session? session = null;
        var refusal = problem is null
            ? station.StartRemotely(request.EvseId, new Token(request.IdToken.Token, request.IdToken.Type), remote, out session)
            : problem.Text;
        station.Reply(call, new RequestStartTransactionResponse
        {
            Status = refusal is null ? RequestStartStopStatus.Accepted : RequestStartStopStatus.Rejected,
            StatusInfo = refusal is null ? null : new StatusInfo { ReasonCode = problem?.Code ?? CodeOf(station, request.EvseId), AdditionalInfo = Text.Cut(refusal, 512) },
            TransactionId = session?.Transaction?.Reference,
        });
    }

    /// <summary>The profile is for the transaction to come (K05.FR.02), which has no id yet. A station without smart charging ignores it (F01.FR.12).</summary>
    private static ProfileProblem? ReadProfile(Station station, RequestStartTransactionRequest request, out Profile? profile)
    {
        profile = null;
        if (request.ChargingProfile is not { } wire || !station.Configuration.Get(StandardSettings.SmartChargingEnabled))
            return null;
        profile = V201Profiles.Of(wire, request.EvseId ?? 1, station.ChargingProfiles.Now);
        return profile is { Purpose: ProfilePurpose.Tx, Transaction: null }
            ? SetChargingProfile.Check(station, profile)
            : new ProfileProblem("InvalidProfile", "The profile of a transaction to come is a TxProfile without transactionId.");
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
        return connector.Session is null or { Phase: SessionPhase.Finishing } ? "Unspecified" : "TxInProgress";
    }
}

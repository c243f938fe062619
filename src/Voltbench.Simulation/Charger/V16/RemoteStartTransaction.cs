using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Core;
using Voltbench.Ocpp.V16.Types;
using Voltbench.Simulation.SmartCharging;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.11. The lab's car is always there: it is plugged in and charging begins, under the charging profile if one came along (§5.16.2).</summary>
internal static class RemoteStartTransaction
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<RemoteStartTransactionRequest>(call.Payload.Span);
        var isGood = ReadProfile(station, request, out var profile);
        var refusal = isGood ? station.StartRemotely(request.ConnectorId, new Token(request.IdTag), new RemoteStart(null, profile), out _) : "";
        station.Reply(call, new RemoteStartTransactionResponse
        {
            Status = refusal is null ? RemoteStartStopStatus.Accepted : RemoteStartStopStatus.Rejected,
        });
    }

    /// <summary>The profile is for the transaction to come, which has no id yet (§5.16.2, erratum 3.41); false when it is not.</summary>
    private static bool ReadProfile(Station station, RemoteStartTransactionRequest request, out Profile? profile)
    {
        profile = null;
        if (request.ChargingProfile is not { } wire)
            return true;
        profile = V16Profiles.Of(wire, request.ConnectorId ?? 1, null, station.ChargingProfiles.Now);
        return wire is { ChargingProfilePurpose: ChargingProfilePurposeType.TxProfile, TransactionId: null } && station.ChargingProfiles.Check(profile) is null;
    }
}

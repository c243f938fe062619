using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.LocalAuthList;
using Voltbench.Simulation.Charger.Tokens;
using Standing = Voltbench.Ocpp.V201.Types.AuthorizationStatus;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>OCPP 1.6 §5.15. What cannot be taken whole changes nothing.</summary>
internal static class SendLocalList
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<SendLocalListRequest>(call.Payload.Span);
        var status = UpdateStatus.NotSupported;
        if (station.KnownTokens.IsListEnabled)
        {
            status = station.KnownTokens.Update(request.ListVersion, request.UpdateType == UpdateType.Differential, [.. (request.LocalAuthorizationList ?? []).Select(ChangeOf)]) switch
            {
                LocalListResult.Accepted => UpdateStatus.Accepted,
                LocalListResult.VersionMismatch => UpdateStatus.VersionMismatch,
                _ => UpdateStatus.Failed,
            };
        }

        station.Reply(call, new SendLocalListResponse { Status = status });
    }

    private static LocalListChange ChangeOf(AuthorizationData data)
    {
        var standing = data.IdTagInfo is { } info ? V16Tokens.Of(info) : null;
        // On a list ConcurrentTx marks a token that is valid (§3.5.2).
        if (standing is { Status: Standing.ConcurrentTx })
            standing = standing with { Status = Standing.Accepted };
        return new LocalListChange(new Token(data.IdTag), standing);
    }
}

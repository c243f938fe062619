using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.LocalAuthList;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Tokens;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 D01. What cannot be taken whole changes nothing.</summary>
internal static class SendLocalList
{
    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<SendLocalListRequest>(call.Payload.Span);
        if (!station.KnownTokens.IsListEnabled)
        {
            Reply(station, call, SendLocalListStatus.Failed, "NotEnabled");
            return;
        }

        LocalListChange[] changes =
        [
            .. (request.LocalAuthorizationList ?? []).Select(static d => new LocalListChange(V201Tokens.Of(d.IdToken), d.IdTokenInfo is { } info ? V201Tokens.Of(info) : null)),
        ];
        var result = station.KnownTokens.Update(request.VersionNumber, request.UpdateType == UpdateType.Differential, changes);
        var status = result switch
        {
            LocalListResult.Accepted => SendLocalListStatus.Accepted,
            LocalListResult.VersionMismatch => SendLocalListStatus.VersionMismatch,
            _ => SendLocalListStatus.Failed,
        };
        Reply(station, call, status, CodeOf(result));
    }

    private static void Reply(Station station, in RpcInput call, SendLocalListStatus status, string? reason) => station.Reply(call, new SendLocalListResponse
    {
        Status = status,
        StatusInfo = reason is null ? null : new StatusInfo { ReasonCode = reason },
    });

    /// <summary>Reason codes of part 2, appendix 5.</summary>
    private static string? CodeOf(LocalListResult result) => result switch
    {
        LocalListResult.BadVersion => "ValuePositiveOnly",
        LocalListResult.Duplicate => "InvalidValue",
        LocalListResult.NoStanding => "MissingParam",
        LocalListResult.TooLongMessage => "TooManyElements",
        LocalListResult.Full => "OutOfStorage",
        _ => null,
    };
}

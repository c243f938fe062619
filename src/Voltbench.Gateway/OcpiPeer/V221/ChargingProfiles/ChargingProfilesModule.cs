using Voltbench.Lab.Ocpi.Commands;
using Voltbench.Lab.Ocpi.Parties;
using Voltbench.Lab.Ocpi.Peers;
using Voltbench.Ocpi;
using Voltbench.Ocpi.V221.ChargingProfiles;

namespace Voltbench.Gateway.OcpiPeer.V221.ChargingProfiles;

/// <summary>Charging profiles of sessions (OCPI 2.2.1 mod_charging_profiles, Receiver Interface).</summary>
internal static class ChargingProfilesModule
{
    private const string Path = "chargingprofiles/{session_id}";

    public static void MapChargingProfilesV221(this IEndpointRouteBuilder routes)
    {
        routes.ServeOcpi(OcpiVersion.V221, PartyRole.Cpo, "chargingprofiles", ModuleSide.Receiver);
        routes.MapOcpi(OcpiVersion.V221, PartyRole.Cpo, HttpMethods.Get, Path, GetActiveProfile.AnswerAsync);
        routes.MapOcpi(OcpiVersion.V221, PartyRole.Cpo, HttpMethods.Put, Path, PutProfile.AnswerAsync);
        routes.MapOcpi(OcpiVersion.V221, PartyRole.Cpo, HttpMethods.Delete, Path, DeleteProfile.AnswerAsync);
    }

    public static OcpiAnswer Answer(OcpiCall call, CommandReceipt receipt) => OcpiAnswer.Ok(new ChargingProfileResponse
    {
        Result = receipt.Reply switch
        {
            CommandReply.Accepted => ChargingProfileResponseType.Accepted,
            CommandReply.NotSupported => ChargingProfileResponseType.NotSupported,
            CommandReply.UnknownSession => ChargingProfileResponseType.UnknownSession,
            CommandReply.TooOften => ChargingProfileResponseType.TooOften,
            _ => ChargingProfileResponseType.Rejected,
        },
        Timeout = call.Service<CommandOptions>().TimeoutSeconds,
    });

    /// <summary>Hands a request for the session of the path to the desk.</summary>
    public static Task<OcpiAnswer> TakeAsync(OcpiCall call, CommandKind kind, string url, CommandOrder order, CancellationToken ct) =>
        CommandCalls.TakeAsync(call, kind, url, order with { SessionId = call.Path("session_id") }, receipt => Answer(call, receipt), ct);
}

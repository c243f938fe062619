using Voltbench.Lab.Ocpi.Commands;

namespace Voltbench.Gateway.OcpiPeer.V221.ChargingProfiles;

/// <summary><c>DELETE chargingprofiles/{session_id}?response_url=…</c>: as ClearChargingProfile.</summary>
internal static class DeleteProfile
{
    public static Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct) => call.Query("response_url") is { } url
        ? ChargingProfilesModule.TakeAsync(call, CommandKind.ClearProfile, url, new CommandOrder(), ct)
        : Task.FromResult(OcpiAnswer.Invalid("response_url: is missing"));
}

using System.Globalization;
using Voltbench.Lab.Ocpi.Commands;

namespace Voltbench.Gateway.OcpiPeer.V221.ChargingProfiles;

/// <summary><c>GET chargingprofiles/{session_id}?duration=…&amp;response_url=…</c>: what the charge point will keep, as GetCompositeSchedule.</summary>
internal static class GetActiveProfile
{
    private const int MaxSeconds = 24 * 60 * 60;

    public static Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct)
    {
        if (!int.TryParse(call.Query("duration"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > MaxSeconds)
            return Task.FromResult(OcpiAnswer.Invalid($"duration: needs a whole number of seconds, 1 to {MaxSeconds}"));
        return call.Query("response_url") is { } url
            ? ChargingProfilesModule.TakeAsync(call, CommandKind.GetProfile, url, new CommandOrder { Seconds = seconds }, ct)
            : Task.FromResult(OcpiAnswer.Invalid("response_url: is missing"));
    }
}

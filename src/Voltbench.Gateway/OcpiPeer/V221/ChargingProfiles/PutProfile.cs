using Voltbench.Csms;
using Voltbench.Lab.Ocpi.Commands;
using Voltbench.Ocpi.V221.ChargingProfiles;

namespace Voltbench.Gateway.OcpiPeer.V221.ChargingProfiles;

/// <summary><c>PUT chargingprofiles/{session_id}</c>: as SetChargingProfile of the transaction.</summary>
internal static class PutProfile
{
    public static async Task<OcpiAnswer> AnswerAsync(OcpiCall call, CancellationToken ct)
    {
        var body = await call.ReadBodyAsync<SetChargingProfile>(ct);
        if (body.Fault is { } fault)
            return fault;
        var profile = body.Value!.ChargingProfile;
        if (Fault(profile.ChargingProfilePeriod ?? []) is { } objection)
            return OcpiAnswer.Invalid($"charging_profile.charging_profile_period: {objection}");
        var schedule = new LimitSchedule(
            profile.StartDateTime,
            profile.Duration,
            profile.ChargingRateUnit == ChargingRateUnit.W,
            profile.MinChargingRate is { } rate ? Math.Round(rate, 1, MidpointRounding.ToZero) : null,
            [.. profile.ChargingProfilePeriod!.Select(p => new LimitPeriod(p.StartPeriod, Math.Round(p.Limit, 1, MidpointRounding.ToZero)))]); // OCPP takes one decimal too
        return await ChargingProfilesModule.TakeAsync(call, CommandKind.SetProfile, body.Value.ResponseUrl, new CommandOrder { Schedule = schedule }, ct);
    }

    // Without a period there is no limit to set, and OCPP wants the first to begin with the schedule (2.0.1 K01.FR.31, 1.6 §3.13.4).
    private static string? Fault(IReadOnlyList<ChargingProfilePeriod> periods)
    {
        if (periods.Count == 0)
            return "needs at least one period";
        if (periods[0].StartPeriod != 0)
            return "the first period begins at 0";
        for (var i = 1; i < periods.Count; i++)
        {
            if (periods[i].StartPeriod <= periods[i - 1].StartPeriod)
                return "periods follow each other";
        }

        return periods.Any(p => p.Limit < 0) ? "a limit is not negative" : null;
    }
}

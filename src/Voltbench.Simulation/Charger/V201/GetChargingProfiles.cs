using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V201.SmartCharging;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.SmartCharging;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>OCPP 2.0.1 K09: answers whether there are any, then reports them in ReportChargingProfiles, those of one EVSE and source together.</summary>
internal static class GetChargingProfiles
{
    /// <summary>So many periods in one report; a longer list is continued in the next.</summary>
    private const int PeriodsPerReport = 500;

    public static void Handle(Station station, in RpcInput call)
    {
        var request = OcppJson.Deserialize<GetChargingProfilesRequest>(call.Payload.Span);
        var criteria = request.ChargingProfile;
        var found = station.ChargingProfiles.FindAll(p => (request.EvseId is not { } evse || p.EvseId == evse)
            && (criteria.ChargingProfileId is not { } ids || ids.Contains(p.Id))
            && (criteria.ChargingProfilePurpose is not { } purpose || p.Purpose == V201Profiles.PurposeOf(purpose))
            && (criteria.StackLevel is not { } level || p.StackLevel == level)
            && (criteria.ChargingLimitSource is not { } sources || sources.Contains(V201Profiles.WireOf(p.Source))));
        station.Reply(call, new GetChargingProfilesResponse
        {
            Status = found.Count > 0 ? GetChargingProfileStatus.Accepted : GetChargingProfileStatus.NoProfiles,
            StatusInfo = request.EvseId is { } id && id != 0 && station.Find(id) is null
                ? new StatusInfo { ReasonCode = "UnknownEvse", AdditionalInfo = $"There is no EVSE {id}." }
                : null,
        });

        var pages = found.GroupBy(static p => (p.EvseId, p.Source)).OrderBy(static g => g.Key).SelectMany(static g => Pages([.. g])).ToList();
        for (var i = 0; i < pages.Count; i++)
        {
            station.ChargingProfiles.Tell(OutCall.Of(new ReportChargingProfilesRequest
            {
                RequestId = request.RequestId,
                EvseId = pages[i][0].EvseId,
                ChargingLimitSource = V201Profiles.WireOf(pages[i][0].Source),
                ChargingProfile = [.. pages[i].Select(V201Profiles.WireOf)],
                Tbc = i < pages.Count - 1 ? true : null,
            }));
        }
    }

    private static IEnumerable<List<Profile>> Pages(IReadOnlyList<Profile> profiles)
    {
        var (page, periods) = (new List<Profile>(), 0);
        foreach (var profile in profiles)
        {
            var count = profile.Schedules.Sum(static s => s.Periods.Length);
            if (page.Count > 0 && periods + count > PeriodsPerReport)
            {
                yield return page;
                (page, periods) = ([], 0);
            }

            page.Add(profile);
            periods += count;
        }

        yield return page;
    }
}

using Dapper;

namespace Voltbench.Lab.Ocpi.Sites;

/// <summary>What is to become of a planned location.</summary>
/// <param name="IsDone">It is there already, made by this very job.</param>
/// <param name="Error">Why it can never be made.</param>
internal sealed record SiteVerdict(bool IsDone, string? Error)
{
    public static readonly SiteVerdict Make = new(false, null);
    public static readonly SiteVerdict Done = new(true, null);

    /// <summary>What is in the way goes by itself: a charger of the same identity that was deleted and ends its session.</summary>
    public static readonly SiteVerdict Later = new(false, "A charger of the same identity was deleted and is not gone yet.");
}

/// <summary>
/// Finds planned locations that would collide with what is there or with one before them, so that the rest of the chunk is made in one go. What comes in
/// between is refused by the database.
/// </summary>
internal static class SiteCollisions
{
    /// <returns>A verdict by ordinal.</returns>
    public static async Task<IReadOnlyDictionary<int, SiteVerdict>> JudgeAsync(SiteJob job, IReadOnlyList<PlannedSite> sites, CancellationToken ct)
    {
        var rows = await job.Connection.QueryAsync<(string What, string Name, bool IsHarmless)>(new CommandDefinition(
            SiteChunkSql.Taken(SiteTables.Of(job.Party.Version)),
            new
            {
                JobId = job.Id,
                Party = job.Party.Id,
                job.Party.OrganizationId,
                Ids = sites.Select(s => s.Plan.Id).ToArray(),
                Identities = sites.SelectMany(s => s.Plan.Chargers).Select(c => c.Identity).ToArray(),
                Uids = sites.SelectMany(s => s.Plan.Chargers).SelectMany(c => c.Evses).Select(e => e.Uid).ToArray(),
            },
            job.Transaction,
            cancellationToken: ct));
        var taken = rows.ToDictionary(r => (r.What, r.Name), r => r.IsHarmless);
        return sites.ToDictionary(s => s.Ordinal, s => Judge(s, taken));
    }

    private static SiteVerdict Judge(PlannedSite site, Dictionary<(string What, string Name), bool> taken)
    {
        if (taken.TryGetValue(("location", site.Plan.Id.ToString()), out var isOwn))
            return isOwn ? SiteVerdict.Done : new SiteVerdict(false, $"The CPO already has a location {site.Plan.Id}.");

        var names = Names(site).ToList();
        foreach (var (name, error) in names)
        {
            if (taken.TryGetValue(name, out var isLeaving))
                return isLeaving ? SiteVerdict.Later : new SiteVerdict(false, error);
        }

        // Two of its own would be refused by the database one day; that they are the same location's makes them no better.
        if (names.Select(n => n.Name).Distinct().Count() < names.Count)
            return new SiteVerdict(false, "Two chargers or EVSEs of the location have the same identity or uid.");
        taken[("location", site.Plan.Id.ToString())] = false;
        foreach (var (name, _) in names)
            taken[name] = false;
        return SiteVerdict.Make;
    }

    private static IEnumerable<((string What, string Name) Name, string Error)> Names(PlannedSite site)
    {
        foreach (var charger in site.Plan.Chargers)
        {
            yield return (("identity", charger.Identity), $"The identity '{charger.Identity}' is already taken in this organization.");
            foreach (var evse in charger.Evses)
                yield return (("evse", evse.Uid), $"The EVSE '{evse.Uid}' is already there in this CPO.");
        }
    }
}

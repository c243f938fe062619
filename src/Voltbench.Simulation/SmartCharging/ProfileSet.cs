namespace Voltbench.Simulation.SmartCharging;

/// <summary>
/// The profiles that are installed in a station. Sorted so that the first that speaks prevails: by purpose, then the highest stack level, then one of the
/// connector before one of the whole station (1.6 §3.13.1: a TxDefaultProfile of a connector replaces that of connector 0 for it alone).
/// </summary>
internal sealed class ProfileSet
{
    private static readonly Comparison<Profile> Order = static (a, b) =>
        a.Purpose != b.Purpose ? a.Purpose.CompareTo(b.Purpose)
        : a.StackLevel != b.StackLevel ? b.StackLevel.CompareTo(a.StackLevel)
        : a.EvseId != b.EvseId ? b.EvseId.CompareTo(a.EvseId)
        : a.Id.CompareTo(b.Id);

    private readonly List<Profile> _profiles = [];

    public int Count => _profiles.Count;

    public IReadOnlyList<Profile> All => _profiles;

    /// <summary>Installs a profile; one that it replaces must have been removed.</summary>
    public void Add(Profile profile)
    {
        _profiles.Add(profile);
        _profiles.Sort(Order);
    }

    /// <summary>Removes all that match; true when there was one.</summary>
    public bool RemoveAll(Predicate<Profile> match) => _profiles.RemoveAll(match) > 0;

    public Profile? Find(Predicate<Profile> match) => _profiles.Find(match);

    /// <summary>
    /// The prevailing limit of one purpose at a second: the highest stack level whose schedule says something (1.6 §3.13.2; erratum 3.43: where a schedule
    /// has ended a lower level takes over).
    /// </summary>
    /// <param name="purpose">The purpose.</param>
    /// <param name="outlet">The connector, or null for the limits of the whole station.</param>
    /// <param name="now">Second on the station's clock.</param>
    public ProfileStep Prevailing(ProfilePurpose purpose, Outlet? outlet, long now)
    {
        var until = ProfileStep.Never;
        foreach (var profile in _profiles)
        {
            if (profile.Purpose != purpose || !AppliesTo(profile, outlet))
                continue;
            var step = ProfileStep.Of(profile, now, outlet?.ChargingSince);
            until = Math.Min(until, step.Until);
            if (step.Schedule is not null)
                return step with { Until = until };
        }

        return new ProfileStep(null, default, until);
    }

    private static bool AppliesTo(Profile profile, Outlet? outlet) => profile.Purpose switch
    {
        _ when outlet is null => profile.EvseId == 0,
        ProfilePurpose.Tx => profile.EvseId == outlet.Id && profile.Transaction == outlet.Transaction,
        ProfilePurpose.TxDefault => profile.EvseId == 0 || profile.EvseId == outlet.Id,
        _ => profile.EvseId == outlet.Id,
    };
}

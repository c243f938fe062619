using Voltbench.Simulation.Tests.Harness;

namespace Voltbench.Simulation.Tests.Chaos;

/// <summary>A charger that misbehaves.</summary>
internal static class ChaosRig
{
    public static Rig Of(OcppVersion version, ChaosSettings chaos, ulong seed = 42, FleetOptions? options = null) =>
        new(version, options, spec => spec with { Seed = seed, Behavior = spec.Behavior with { Chaos = chaos } });

    /// <summary>Places the charger as it is from now on.</summary>
    public static void Behave(this Rig rig, ChaosSettings? chaos)
    {
        rig.Spec = rig.Spec with { Behavior = rig.Spec.Behavior with { Chaos = chaos } };
        rig.Fleet.Place(rig.Spec, null);
        rig.Run(0);
    }

    public static IEnumerable<string> MarksOf(this Rig rig, string begin) => rig.Seen.Marked.Select(m => m.Mark).Where(m => m.Contains(begin, StringComparison.Ordinal));
}

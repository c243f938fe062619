namespace Voltbench.Simulation.Seeds;

/// <summary>
/// A seeded stream of numbers (SplitMix64). One seed per charger is split by label, so that drawing more of one kind never
/// shifts another: the same seed gives the same frames.
/// </summary>
public struct SeedStream(ulong seed, string label)
{
    private const ulong Golden = 0x9E3779B97F4A7C15UL;

    private ulong _state = Mix(seed ^ HashOf(label));

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        _state += Golden;
        return Mix(_state);
    }

    /// <summary>The next number in [0, 1).</summary>
    public double NextDouble() => ToUnit(Next());

    /// <summary>The next duration in [0, <paramref name="range"/>).</summary>
    public TimeSpan NextWithin(TimeSpan range) => TimeSpan.FromTicks((long)(NextDouble() * range.Ticks));

    /// <summary>A number in [0, 1) that depends on its arguments alone: noise that needs no memory.</summary>
    public static double Noise(ulong seed, string label, long position)
        => ToUnit(Mix(Mix(seed ^ HashOf(label)) + (Golden * (ulong)position)));

    private static double ToUnit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    private static ulong HashOf(string label)
    {
        var hash = 14695981039346656037UL; // FNV-1a: stable over processes, unlike string.GetHashCode
        foreach (var c in label)
            hash = (hash ^ c) * 1099511628211UL;
        return hash;
    }
}

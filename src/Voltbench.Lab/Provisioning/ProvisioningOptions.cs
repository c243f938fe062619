namespace Voltbench.Lab.Provisioning;

/// <summary>How bulk work is cut up, retried and shared between gateways.</summary>
public sealed class ProvisioningOptions
{
    public const string Section = "Provisioning";

    /// <summary>
    /// Name of this gateway among those that share the database; unique, at most 200 characters. A name that is the same after a
    /// restart (one gateway, one data directory) lets it take up its interrupted steps at once; without one a fresh name is drawn, and the
    /// steps of a killed gateway are taken over after <see cref="CheckinInterval"/> + <see cref="CheckinGrace"/>.
    /// </summary>
    public string? InstanceId { get; set; }

    /// <summary>Chunks that one gateway works on at a time, 1–32.</summary>
    public int Workers { get; set; } = 4;

    /// <summary>Chargers in a chunk at most. Small jobs are cut smaller, so that all workers have some.</summary>
    public int MaxChunk { get; set; } = 500;

    /// <summary>Chargers in a chunk at least: below this a firing costs more than it spreads.</summary>
    public int MinChunk { get; set; } = 50;

    /// <summary>Attempts at one charger before it is given up.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Wait before the second attempt at one charger; doubles with each further one.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a gateway tells the others that it lives.</summary>
    public TimeSpan CheckinInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a gateway may be late with that before the others take over its steps. A step that runs twice is harmless.</summary>
    public TimeSpan CheckinGrace { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>What is wrong with the values, in words for the person who set them.</summary>
    public IEnumerable<string> Faults()
    {
        if (InstanceId is { Length: 0 or > 200 })
            yield return "Provisioning:InstanceId must have 1 to 200 characters.";
        if (Workers is < 1 or > 32)
            yield return "Provisioning:Workers must be 1 to 32.";
        if (MinChunk < 1 || MaxChunk < MinChunk || MaxChunk > 5000)
            yield return "Provisioning:MinChunk and MaxChunk must be 1 to 5000, MinChunk not above MaxChunk.";
        if (MaxAttempts is < 1 or > 100)
            yield return "Provisioning:MaxAttempts must be 1 to 100.";
        if (RetryDelay <= TimeSpan.Zero || CheckinInterval < TimeSpan.FromMilliseconds(100) || CheckinGrace < TimeSpan.FromMilliseconds(100))
            yield return "Provisioning:RetryDelay must be positive, CheckinInterval and CheckinGrace at least 100 ms.";
    }

    /// <summary>How many chargers of a job of <paramref name="total"/> go into one chunk.</summary>
    internal int ChunkSize(int total) => Math.Clamp((total + Workers - 1) / Workers, MinChunk, MaxChunk);
}

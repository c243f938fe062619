namespace Voltbench.Simulation;

/// <summary>Limits of the file transfers of a process.</summary>
public sealed record FileTransferOptions
{
    public const string Section = "FileTransfers";

    /// <summary>Transfers at one time; more wait their turn.</summary>
    public int MaxAtOnce { get; init; } = 32;

    /// <summary>Largest file that is read, bytes.</summary>
    public long MaxFileBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>How long a connect may take, and how long nothing may come on an open connection.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a whole transfer may take.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>What is wrong with the settings, for a person.</summary>
    public IEnumerable<string> Faults()
    {
        if (MaxAtOnce is < 1 or > 4096)
            yield return "FileTransfers:MaxAtOnce must be 1 to 4096.";
        if (MaxFileBytes < 1)
            yield return "FileTransfers:MaxFileBytes must be at least 1.";
        if (IdleTimeout <= TimeSpan.Zero)
            yield return "FileTransfers:IdleTimeout must be more than zero.";
        if (TotalTimeout <= TimeSpan.Zero || TotalTimeout > TimeSpan.FromDays(1))
            yield return "FileTransfers:TotalTimeout must be more than zero and at most a day.";
    }
}

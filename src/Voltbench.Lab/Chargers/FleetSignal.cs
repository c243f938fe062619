namespace Voltbench.Lab.Chargers;

/// <summary>
/// What is notified in the transaction that changes what should run. A hint only: rows are the truth, and a node that missed one finds out
/// when it reads them.
/// </summary>
public static class FleetSignal
{
    /// <summary>PostgreSQL notification channel.</summary>
    public const string Channel = "voltbench_fleet";

    /// <summary>Chargers of this job were created.</summary>
    public static string Job(Guid id) => $"job:{id}";

    /// <summary>This charger was created or changed.</summary>
    public static string Charger(long key) => $"charger:{key}";

    /// <summary>Many chargers of this location were changed.</summary>
    public static string Location(Guid id) => $"location:{id}";
}

using Npgsql;

namespace Voltbench.Lab.Provisioning;

/// <summary>Failures of the database that say nothing about the work itself.</summary>
internal static class Transient
{
    /// <summary>Serialization failures and deadlocks (class 40), locks not granted, lost connections, shutdown, no space or memory.</summary>
    public static bool Is(PostgresException e)
        => e.IsTransient || e.SqlState[..2] is "40" or "08" or "53" or "55" or "57" or "58";
}

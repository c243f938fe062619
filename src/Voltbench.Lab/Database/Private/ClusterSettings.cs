namespace Voltbench.Lab.Database.Private;

/// <summary>
/// Settings of the private server: durable like any production one (what was acknowledged survives the plug being pulled), sized for one
/// lab on one machine, reachable over the unix socket alone. Written anew at every start, so that a newer gateway brings newer settings.
/// </summary>
internal static class ClusterSettings
{
    private const string FileName = "voltbench.conf";

    public static string Text(string socketDirectory) =>
        $"""
        # Written by Voltbench at every start. Put your own settings into postgresql.auto.conf (ALTER SYSTEM).
        listen_addresses = ''
        port = 5432
        unix_socket_directories = '{socketDirectory.Replace("'", "''", StringComparison.Ordinal)}'
        unix_socket_permissions = 0700
        max_connections = 100
        superuser_reserved_connections = 3
        timezone = 'UTC'
        log_timezone = 'UTC'

        fsync = on
        synchronous_commit = on
        full_page_writes = on
        # No standby and no archive: bulk loads into fresh partitions need no write-ahead log of their own.
        wal_level = minimal
        max_wal_senders = 0
        max_wal_size = 2GB
        checkpoint_timeout = 15min
        wal_buffers = 16MB

        shared_buffers = 256MB
        work_mem = 8MB
        maintenance_work_mem = 128MB
        # Short queries on few cores that the fleet needs too.
        jit = off
        max_parallel_workers_per_gather = 0
        autovacuum_max_workers = 2
        autovacuum_naptime = 20s
        log_min_messages = warning
        """;

    public static Task WriteAsync(string cluster, string socketDirectory, CancellationToken ct) =>
        File.WriteAllTextAsync(Path.Combine(cluster, FileName), Text(socketDirectory) + "\n", ct);

    /// <summary>Once, after initdb.</summary>
    public static Task IncludeAsync(string cluster, CancellationToken ct) =>
        File.AppendAllTextAsync(Path.Combine(cluster, "postgresql.conf"), $"\ninclude = '{FileName}'\n", ct);
}

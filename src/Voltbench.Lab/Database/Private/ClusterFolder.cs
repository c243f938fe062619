using System.Text;

namespace Voltbench.Lab.Database.Private;

/// <summary>Where a private cluster lives and who owns it.</summary>
/// <param name="Root">Directory of the cluster, its log and nothing else; mode 0700.</param>
/// <param name="User">System user that runs the server; null for the current one.</param>
internal sealed record ClusterFolder(string Root, string? User)
{
    /// <summary>PostgreSQL refuses to run as root; Debian's package makes this user.</summary>
    private const string SystemUser = "postgres";

    /// <summary>For a data directory that the system user cannot reach, such as one below /root.</summary>
    private const string Elsewhere = "/var/lib/voltbench";

    /// <summary>Longest path of a unix socket, bytes: sun_path of 108 with its final zero.</summary>
    private const int LongestSocketPath = 107;

    public string Cluster => Path.Combine(Root, "data");

    public string LogFile => Path.Combine(Root, "postgres.log");

    /// <summary>Finds or makes the folder <c>postgres</c> below the data directory.</summary>
    /// <exception cref="PrivatePostgresException">It cannot be made.</exception>
    public static async Task<ClusterFolder> PrepareAsync(string dataDirectory, CancellationToken ct)
    {
        var root = Path.Combine(dataDirectory, "postgres");
        if (!Environment.IsPrivilegedProcess)
        {
            Directory.CreateDirectory(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return new ClusterFolder(root, null);
        }

        if (new DirectoryInfo(root).LinkTarget is { } target)
            root = target;
        if (await TryOwnAsync(root, ct))
            return new ClusterFolder(root, SystemUser);

        // Reached only before the first initdb: an existing cluster was reachable when it was made.
        var elsewhere = Path.Combine(Elsewhere, Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(Elsewhere);
        if (!await TryOwnAsync(elsewhere, ct))
            throw new PrivatePostgresException($"Neither {root} nor {elsewhere} can be reached by the system user {SystemUser}. Choose another directory with --data.");
        Directory.Delete(root);
        Directory.CreateSymbolicLink(root, elsewhere);
        return new ClusterFolder(elsewhere, SystemUser);
    }

    /// <summary>A directory short enough for a unix socket; a temporary one when the cluster lies too deep.</summary>
    public async Task<(string Path, bool IsTemporary)> SocketDirectoryAsync(CancellationToken ct)
    {
        if (Fits(Cluster))
            return (Cluster, false);
        var directory = Directory.CreateTempSubdirectory("voltbench-").FullName;
        if (!Fits(directory))
        {
            Directory.Delete(directory);
            directory = $"/tmp/voltbench-{Guid.NewGuid():n}";
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        if (User is not null)
            await PostgresCommand.RequireAsync(null, "chown", [User, directory], ct);
        return (directory, true);
    }

    private static bool Fits(string directory) => Encoding.UTF8.GetByteCount(Path.Combine(directory, ".s.PGSQL.5432")) <= LongestSocketPath;

    private static async Task<bool> TryOwnAsync(string root, CancellationToken ct)
    {
        Directory.CreateDirectory(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await PostgresCommand.RequireAsync(null, "chown", [SystemUser, root], ct);
        return (await PostgresCommand.RunAsync(SystemUser, "test", ["-w", root, "-a", "-x", root], ct)).ExitCode == 0;
    }
}

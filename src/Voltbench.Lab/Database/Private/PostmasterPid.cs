using System.Globalization;

namespace Voltbench.Lab.Database.Private;

/// <summary>What <c>postmaster.pid</c> says of a server that runs, or ran, on a cluster.</summary>
/// <param name="ProcessId">Line 1.</param>
/// <param name="SocketDirectory">Line 5; empty while it starts.</param>
internal sealed record PostmasterPid(int ProcessId, string SocketDirectory)
{
    /// <returns>Null when there is no file, or none that can be read yet.</returns>
    public static PostmasterPid? Read(string cluster)
    {
        try
        {
            var lines = File.ReadAllLines(FileOf(cluster));
            return lines.Length > 0 && int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                ? new PostmasterPid(pid, lines.Length > 4 ? lines[4].Trim() : "")
                : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public static string FileOf(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>
    /// True while the process is a PostgreSQL server that lives. After a reboot the number may belong to any other program, and the server
    /// itself would then refuse to start, because to it a living process is a living server; so is a dead one that nobody has reaped.
    /// </summary>
    public bool IsAlive()
    {
        try
        {
            // "1234 (postgres) S …", proc(5)
            var stat = File.ReadAllText($"/proc/{ProcessId.ToString(CultureInfo.InvariantCulture)}/stat");
            var end = stat.LastIndexOf(')');
            return stat.AsSpan(0, end).EndsWith("(postgres", StringComparison.Ordinal) && stat[end + 2] is not ('Z' or 'X');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

using System.Globalization;

namespace Voltbench.Bench.Processes;

/// <summary>Memory and time of a process as the kernel counts them.</summary>
internal static class ProcessFigures
{
    /// <summary>sysconf(_SC_CLK_TCK): 100 on every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Resident set, bytes.</summary>
    public static long ResidentBytes(int pid)
    {
        var line = File.ReadLines(FormattableString.Invariant($"/proc/{pid}/status")).First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Processor time since its start, user and system.</summary>
    public static TimeSpan ProcessorTime(int pid)
    {
        var fields = Fields(File.ReadAllText(FormattableString.Invariant($"/proc/{pid}/stat")));
        return Ticks(fields[11]) + Ticks(fields[12]);
    }

    /// <summary>Processor time of a process, its living children and those that have ended.</summary>
    public static TimeSpan ProcessorTimeWithChildren(int pid)
    {
        var sum = TimeSpan.Zero;
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                continue;
            try
            {
                var fields = Fields(File.ReadAllText(Path.Combine(directory, "stat")));
                if (id == pid)
                    sum += Ticks(fields[11]) + Ticks(fields[12]) + Ticks(fields[13]) + Ticks(fields[14]);
                else if (int.Parse(fields[1], CultureInfo.InvariantCulture) == pid)
                    sum += Ticks(fields[11]) + Ticks(fields[12]);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It ended between the listing and the look.
            }
        }

        return sum;
    }

    /// <summary>The fields behind the name, which may itself hold spaces and parentheses; [0] is field 3, the state (proc(5)).</summary>
    private static string[] Fields(string stat) => stat[(stat.LastIndexOf(')') + 2)..].Split(' ');

    private static TimeSpan Ticks(string field) => TimeSpan.FromSeconds(long.Parse(field, CultureInfo.InvariantCulture) / TicksPerSecond);
}

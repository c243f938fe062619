using System.Globalization;

namespace Voltbench.Lab.Database.Private;

/// <summary>A PostgreSQL installation of this machine.</summary>
/// <param name="Directory">Where <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> are.</param>
/// <param name="Major">Major version, such as 15.</param>
public sealed record PostgresBinaries(string Directory, int Major)
{
    /// <summary>Oldest version whose SQL the lab uses.</summary>
    public const int OldestMajor = 15;

    private const string DebianRoot = "/usr/lib/postgresql";
    private static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    public string this[string program] => Path.Combine(Directory, program);

    /// <summary>Finds the newest installation, or the one of <paramref name="major"/> when a cluster of that version exists already.</summary>
    /// <param name="configured">A directory that goes before the search; null for none.</param>
    /// <param name="major">Version of an existing cluster; null when there is none.</param>
    /// <exception cref="PrivatePostgresException">Nothing fits.</exception>
    public static async Task<PostgresBinaries> FindAsync(string? configured, int? major, CancellationToken ct)
    {
        var found = new List<PostgresBinaries>();
        foreach (var directory in Candidates(configured))
        {
            if (Array.TrueForAll(Needed, program => File.Exists(Path.Combine(directory, program))) && await VersionAsync(directory, ct) is { } version)
                found.Add(new PostgresBinaries(directory, version));
        }

        if (major is { } wanted)
        {
            return found.Find(b => b.Major == wanted) ?? throw new PrivatePostgresException(
                $"The data directory was made by PostgreSQL {wanted}, which is not installed. Install it (apt-get install postgresql-{wanted}), or use another data directory.");
        }

        return found.Where(b => b.Major >= OldestMajor).MaxBy(b => b.Major) ?? throw new PrivatePostgresException(
            $"PostgreSQL {OldestMajor} or newer was not found. Install it (apt-get install postgresql), or point VOLTBENCH__ConnectionStrings__Postgres at a server.");
    }

    private static IEnumerable<string> Candidates(string? configured)
    {
        if (configured is { Length: > 0 })
            return [configured];
        var debian = System.IO.Directory.Exists(DebianRoot)
            ? System.IO.Directory.GetDirectories(DebianRoot).Select(d => Path.Combine(d, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return debian.Concat(path);
    }

    /// <summary>Reads "postgres (PostgreSQL) 15.13 (Debian …)".</summary>
    private static async Task<int?> VersionAsync(string directory, CancellationToken ct)
    {
        var result = await PostgresCommand.RunAsync(null, Path.Combine(directory, "postgres"), ["--version"], ct);
        var words = result.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (result.ExitCode != 0 || words.Length < 3)
            return null;
        var digits = words[2].TakeWhile(char.IsAsciiDigit).ToArray();
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;
    }
}

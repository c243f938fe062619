namespace Voltbench.Testing.Schemas;

/// <summary>
/// Files that licences keep out of the repository: they are looked for in <c>shared</c> beside it, or below the folder that VOLTBENCH_SHARED names.
/// A test that needs them is skipped without, and says so.
/// </summary>
public static class SharedFiles
{
    /// <summary>The folder of that name, which must hold all of these; null when it is not there.</summary>
    public static string? TryLocate(string name, params string[] holding)
    {
        if (Environment.GetEnvironmentVariable("VOLTBENCH_SHARED") is { Length: > 0 } named)
            return Holds(Path.Combine(named, name));
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Holds(Path.Combine(folder.FullName, "shared", name)) is { } found)
                return found;
        }

        return null;

        string? Holds(string path) => holding.All(part => Directory.Exists(Path.Combine(path, part))) ? path : null;
    }
}

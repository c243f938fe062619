namespace Voltbench.Bench.Reports;

/// <summary><c>docs/benchmarks.md</c> of the checkout that this rig was built in.</summary>
internal static class BenchmarksPage
{
    public static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Voltbench.slnx")))
                return Path.Combine(directory.FullName, "docs", "benchmarks.md");
        }

        throw new BenchException("--write needs a checkout: Voltbench.slnx was not found above the rig.");
    }
}

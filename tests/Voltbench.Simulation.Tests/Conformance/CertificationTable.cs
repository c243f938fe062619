using System.Text;
using System.Text.RegularExpressions;

namespace Voltbench.Simulation.Tests.Conformance;

/// <summary>
/// The test cases of the Open Charge Alliance for a station, 1.6 and 2.0.1: which test shows each, from the names of the tests, and why some have none, from a
/// file beside them.
/// </summary>
internal static partial class CertificationTable
{
    public static string DocumentPath { get; } = Path.Combine(ConformanceTable.Root, "docs", "certification.md");

    private static string Tests { get; } = Path.Combine(ConformanceTable.Root, "tests", "Voltbench.Certification.Tests");

    /// <summary>One case of one version.</summary>
    /// <param name="Version">Of OCPP, as the cases name it.</param>
    /// <param name="Id">Of the case.</param>
    /// <param name="Title">In our own words.</param>
    /// <param name="ShownBy">Test; null when there is none.</param>
    /// <param name="Reason">Why there is none; null when there is one.</param>
    public sealed record Row(string Version, string Id, string Title, string? ShownBy, string? Reason);

    public static IReadOnlyList<Row> Rows()
        => [.. Shown().Concat(WithoutTest()).OrderBy(r => r.Version, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal).ThenBy(r => r.ShownBy, StringComparer.Ordinal)];

    public static string Write(IReadOnlyList<Row> rows)
    {
        var text = new StringBuilder()
            .AppendLine("# The test cases of the Open Charge Alliance")
            .AppendLine()
            .AppendLine("Cases for a station of the compliancy test cases (1.6) and of part 6 (2.0.1) are end-to-end tests named after them: a driver")
            .AppendLine("and an operator at the public API, a scripted CSMS at the socket, every frame against the official schema. Written by a test from the names of those tests and from")
            .AppendLine("`tests/Voltbench.Certification.Tests/cases-without-test.txt`; a case in neither is not shown. To write it anew: `VOLTBENCH_WRITE_DOCS=1 dotnet test tests/Voltbench.Simulation.Tests`.");
        foreach (var version in rows.GroupBy(r => r.Version))
        {
            text.AppendLine().Append("## OCPP ").AppendLine(version.Key).AppendLine().AppendLine("| Case | What it looks at | Shown by, or why it does not apply |").AppendLine("|---|---|---|");
            foreach (var row in version)
                text.Append("| ").Append(row.Id).Append(" | ").Append(row.Title).Append(" | ").Append(row.ShownBy is null ? row.Reason : $"`{row.ShownBy}`").AppendLine(" |");
        }

        return text.ToString();
    }

    private static IEnumerable<Row> Shown()
    {
        foreach (var (folder, version) in ((string, string)[])[("V16", "1.6"), ("V201", "2.0.1")])
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Tests, folder), "*.cs"))
            {
                var type = Path.GetFileNameWithoutExtension(file);
                foreach (Match test in CasePattern().Matches(File.ReadAllText(file)))
                {
                    var (id, words) = (test.Groups["id"].Value, test.Groups["words"].Value);
                    yield return new Row(version, id, words.Replace('_', ' '), $"{type}.{id}_CS_{words}", null);
                }
            }
        }
    }

    // version | case | what it looks at | why there is no test
    private static IEnumerable<Row> WithoutTest()
        => File.ReadLines(Path.Combine(Tests, "cases-without-test.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(parts => new Row(parts[0], parts[1], parts[2], null, parts[3]));

    [GeneratedRegex("""^    public (?:async )?Task (?<id>TC_\w+?)_CS_(?<words>\w+)\(""", RegexOptions.Multiline)]
    private static partial Regex CasePattern();
}

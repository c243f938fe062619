using System.Text;
using System.Text.RegularExpressions;
using Voltbench.Ocpp;

namespace Voltbench.Certification.Tests.Cases;

/// <summary>Every test case of the Open Charge Alliance for a charging station: the test that runs it, or why it does not apply.</summary>
internal static partial class CaseTable
{
    public static string Root { get; } = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Parent!.Parent!.Parent!.FullName;

    public static string DocumentPath { get; } = Path.Combine(Root, "docs", "certification.md");

    private static string Sources => Path.Combine(Root, "tests", "Voltbench.Certification.Tests");

    /// <param name="Version">Of OCPP.</param>
    /// <param name="Id">As the alliance names it.</param>
    /// <param name="Title">From the test's name.</param>
    /// <param name="Tests">Those that run it; none where it does not apply or is still open.</param>
    /// <param name="Reason">Why it does not apply; null where it does.</param>
    public sealed record Row(OcppVersion Version, string Id, string Title, IReadOnlyList<string> Tests, string? Reason);

    public static IReadOnlyList<Row> Rows() => [.. Rows(OcppVersion.V16), .. Rows(OcppVersion.V201)];

    /// <summary>Tests that name a case which the list does not hold.</summary>
    public static IReadOnlyList<string> Strangers()
        => [.. Versions().SelectMany(v => Tests(v).Where(t => !Listed(v).Any(l => l.Id == t.Id)).Select(t => $"{v} {t.Test}"))];

    public static string Write(IReadOnlyList<Row> rows)
    {
        var text = new StringBuilder()
            .AppendLine("# The alliance's test cases")
            .AppendLine()
            .AppendLine("Which test runs which case of the Open Charge Alliance for a charging station: the 1.6 compliancy testing tool and 2.0.1 Part 6 (core, advanced security). Each drives a")
            .AppendLine("station through the gateway's API and a scripted CSMS, and holds every frame against the official schemas. Optional features that our stations have count as mandatory.")
            .AppendLine("A case that no test runs has its reason beside it, or is open.")
            .AppendLine()
            .AppendLine("Written by a test from the names of the tests and the lists in `tests/Voltbench.Certification.Tests/Cases`; it fails when this page is not what they say.")
            .AppendLine("To write it anew: `VOLTBENCH_WRITE_DOCS=1 dotnet test tests/Voltbench.Certification.Tests`.");
        foreach (var version in rows.GroupBy(r => r.Version))
        {
            text.AppendLine().AppendLine(version.Key == OcppVersion.V16 ? "## OCPP 1.6" : "## OCPP 2.0.1").AppendLine();
            text.Append(version.Count(r => r.Tests.Count > 0)).Append(" of ").Append(version.Count()).Append(" cases are run, ")
                .Append(version.Count(r => r.Reason is not null)).Append(" do not apply, ").Append(version.Count(IsOpen)).AppendLine(" are open.").AppendLine();
            text.AppendLine("| Case | What | Shown by |").AppendLine("|---|---|---|");
            foreach (var row in version)
            {
                text.Append("| ").Append(row.Id).Append(" | ").Append(row.Title).Append(" | ")
                    .Append(row.Reason is not null ? $"does not apply: {row.Reason}" : IsOpen(row) ? "open" : string.Join("<br>", row.Tests.Select(t => $"`{t}`"))).AppendLine(" |");
            }
        }

        return text.ToString();
    }

    public static bool IsOpen(Row row) => row.Tests.Count == 0 && row.Reason is null;

    private static IEnumerable<OcppVersion> Versions() => [OcppVersion.V16, OcppVersion.V201];

    private static string FolderOf(OcppVersion version) => version == OcppVersion.V16 ? "V16" : "V201";

    private static IEnumerable<Row> Rows(OcppVersion version)
    {
        var tests = Tests(version).ToLookup(t => t.Id);
        foreach (var (id, title, reason) in Listed(version))
        {
            List<string> shown = [.. tests[id].Select(t => t.Test).Order(StringComparer.Ordinal)];
            yield return new Row(version, id, shown.Count > 0 ? TitleOf(id, shown[0]) : title, shown, reason);
        }
    }

    private static string TitleOf(string id, string test)
    {
        var words = test[(test.IndexOf(id, StringComparison.Ordinal) + id.Length)..].TrimStart('_').Split('_');
        return string.Join(' ', words.Select((word, at) => at == 0 || IsName(word) ? word : char.ToLowerInvariant(word[0]) + word[1..]));
    }

    // CSMS, EVSE, ConnectionTimeOut, A: as they are.
    private static bool IsName(string word) => word.Skip(1).Any(char.IsUpper);

    private static IEnumerable<(string Id, string Title, string? Reason)> Listed(OcppVersion version)
        => File.ReadLines(Path.Combine(Sources, "Cases", FolderOf(version).ToLowerInvariant() + ".txt"))
            .Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split('|', StringSplitOptions.TrimEntries))
            .Select(p => (p[0], p.Length > 1 ? p[1] : "", p.Length > 2 ? p[2] : null));

    /// <summary>From the sources: case and <c>Class.Method</c>.</summary>
    private static IEnumerable<(string Id, string Test)> Tests(OcppVersion version)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Sources, FolderOf(version)), "*.cs").Order(StringComparer.Ordinal))
        {
            var type = Path.GetFileNameWithoutExtension(file);
            foreach (var line in File.ReadLines(file))
            {
                if (MethodPattern().Match(line) is { Success: true } method)
                    yield return (method.Groups["id"].Value, $"{FolderOf(version)}.{type}.{method.Groups["name"].Value}");
            }
        }
    }

    [GeneratedRegex("""^    public (?:async Task|Task) (?<name>(?<id>TC_(?:[A-Z]_)?\d+(?:_\d+)?_CS)\w*)\(""")]
    private static partial Regex MethodPattern();
}

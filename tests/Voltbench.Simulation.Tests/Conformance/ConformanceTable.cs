using System.Text;
using System.Text.RegularExpressions;
using Voltbench.Ocpp.Messages;
using Voltbench.Simulation.Charger.V16;
using Voltbench.Simulation.Charger.V201;

namespace Voltbench.Simulation.Tests.Conformance;

/// <summary>What our stations do with every message of both versions, and which tests show it: from the registries and the <c>[Shows]</c> of all test projects.</summary>
internal static partial class ConformanceTable
{
    private const int TestsNamed = 3;

    public static string Root { get; } = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Parent!.Parent!.Parent!.FullName;

    public static string DocumentPath { get; } = Path.Combine(Root, "docs", "conformance.md");

    /// <summary>One direction of one message; most have one, DataTransfer has both.</summary>
    public sealed record Row(OcppVersion Version, string Action, string Chapter, bool IsToStation, string? Effect, IReadOnlyList<string> Tests);

    public static IReadOnlyList<Row> Rows()
    {
        var tests = Tests();
        var rows = new List<Row>();
        foreach (var version in (OcppVersion[])[OcppVersion.V16, OcppVersion.V201])
        {
            var inbound = Registry(version, toStation: true);
            var outbound = Registry(version, toStation: false);
            foreach (var action in OcppActions.All(version))
            {
                IReadOnlyList<string> shown = tests.GetValueOrDefault((version, action.Name)) ?? [];
                if (action.Sender != MessageSender.ChargePoint)
                    rows.Add(new Row(version, action.Name, action.Chapter, true, inbound.GetValueOrDefault(action.Name), shown));
                if (action.Sender != MessageSender.Csms)
                    rows.Add(new Row(version, action.Name, action.Chapter, false, outbound.GetValueOrDefault(action.Name), shown));
            }
        }

        return rows;
    }

    public static string Write(IReadOnlyList<Row> rows)
    {
        var text = new StringBuilder()
            .AppendLine("# What a station does with every message")
            .AppendLine()
            .AppendLine("Written by a test from the registries of the simulation and the tests that show each effect; it fails when this page is not what they say.")
            .AppendLine("To write it anew: `VOLTBENCH_WRITE_DOCS=1 dotnet test tests/Voltbench.Simulation.Tests`.");
        foreach (var version in rows.GroupBy(r => r.Version))
        {
            text.AppendLine().AppendLine(version.Key == OcppVersion.V16 ? "## OCPP 1.6 (with the security whitepaper)" : "## OCPP 2.0.1");
            foreach (var chapter in version.GroupBy(r => r.Chapter))
            {
                text.AppendLine().Append("### ").AppendLine(chapter.Key).AppendLine().AppendLine("| Message | From | What our station does | Shown by |").AppendLine("|---|---|---|---|");
                foreach (var row in chapter)
                {
                    text.Append("| ").Append(row.Action).Append(" | ").Append(row.IsToStation ? "CSMS" : "station").Append(" | ").Append(row.Effect ?? "–").Append(" | ")
                        .AppendJoin("<br>", row.Tests.Take(TestsNamed).Select(t => $"`{t}`"));
                    if (row.Tests.Count > TestsNamed)
                        text.Append("<br>and ").Append(row.Tests.Count - TestsNamed).Append(" more");
                    text.AppendLine(" |");
                }
            }
        }

        return text.ToString();
    }

    private static Dictionary<string, string> Registry(OcppVersion version, bool toStation) => new(
        (version, toStation) switch
        {
            (OcppVersion.V16, true) => V16Inbound.Commands,
            (OcppVersion.V16, false) => V16Outbound.Actions,
            (_, true) => V201Inbound.Commands,
            (_, false) => (IEnumerable<KeyValuePair<string, string>>)V201Outbound.Actions,
        });

    /// <summary>Read from the sources, because the attributes are in many assemblies and this one sees only its own.</summary>
    private static Dictionary<(OcppVersion, string), List<string>> Tests()
    {
        var found = new SortedDictionary<string, List<(OcppVersion, string)>>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*.cs", SearchOption.AllDirectories))
        {
            var type = "";
            List<(OcppVersion, string)> pending = [];
            List<(OcppVersion, string)> ofType = [];
            foreach (var line in File.ReadLines(file))
            {
                foreach (Match shows in ShowsPattern().Matches(line))
                    pending.Add((shows.Groups[1].Value == "V16" ? OcppVersion.V16 : OcppVersion.V201, shows.Groups[2].Value));
                if (TypePattern().Match(line) is { Success: true } declared)
                {
                    (type, ofType) = (declared.Groups[1].Value, pending);
                    pending = [];
                }
                else if (MethodPattern().Match(line) is { Success: true } method)
                {
                    if (pending.Count > 0 || (ofType.Count > 0 && line.StartsWith("    public", StringComparison.Ordinal)))
                        found[$"{type}.{method.Groups[1].Value}"] = [.. pending, .. ofType];
                    pending = [];
                }
            }
        }

        return found
            .SelectMany(f => f.Value.Distinct().Select(m => (Message: m, Test: f.Key)))
            .GroupBy(f => f.Message)
            .ToDictionary(g => g.Key, g => g.Select(f => f.Test).ToList());
    }

    [GeneratedRegex("""\bShows\((?:OcppVersion\.)?(V16|V201), "(\w+)"\)""")]
    private static partial Regex ShowsPattern();

    [GeneratedRegex("""^\s*(?:public|internal)[\w ]* class (\w+)""")]
    private static partial Regex TypePattern();

    [GeneratedRegex("""^\s+public (?:async Task|void|Task) (\w+)\(""")]
    private static partial Regex MethodPattern();
}

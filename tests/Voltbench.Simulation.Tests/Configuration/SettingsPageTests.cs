using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Tests.Conformance;

namespace Voltbench.Simulation.Tests.Configuration;

/// <summary>The page of all settings is what the table of settings says.</summary>
public partial class SettingsPageTests
{
    private static readonly string Page = Path.Combine(ConformanceTable.Root, "docs", "api", "settings.md");

    [Fact]
    public void The_page_tells_every_setting()
    {
        var expected = Write();
        if (Environment.GetEnvironmentVariable("VOLTBENCH_WRITE_DOCS") == "1")
            File.WriteAllText(Page, expected);
        File.ReadAllText(Page).ShouldBe(expected, "write it anew: VOLTBENCH_WRITE_DOCS=1 dotnet test tests/Voltbench.Simulation.Tests");
    }

    private static string Write()
    {
        var texts = Summaries();
        var page = new StringBuilder()
            .AppendLine("# Settings of a station")
            .AppendLine()
            .AppendLine("Configuration keys of OCPP 1.6 (with the security whitepaper) and settings of the 2.0.1 device model: one and the same thing where both versions name it. `ChangeConfiguration`,")
            .AppendLine("`SetVariables` and the command `configuration` set them; what was set survives a restart and is gone when the charger changes its version of OCPP.")
            .AppendLine("Written by a test from the table of settings.");
        foreach (var chapter in Fields().GroupBy(f => texts[f.Name].Chapter).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            page.AppendLine().Append("## ").AppendLine(chapter.Key).AppendLine().AppendLine("| 1.6 | 2.0.1 | Access | Value | |").AppendLine("|---|---|---|---|---|");
            foreach (var field in chapter)
            {
                var setting = (Setting)field.GetValue(null)!;
                page.Append("| ").Append(Code(setting.Key)).Append(" | ").Append(Code(setting.Variable?.ToString())).Append(" | ").Append(AccessOf(setting)).Append(" | ").Append(ValueOf(setting))
                    .Append(" | ").Append(texts[field.Name].Summary).AppendLine(" |");
            }
        }

        return page.ToString();
    }

    private static string Code(string? name) => name is null ? "–" : $"`{name}`";

    private static string AccessOf(Setting setting) => setting.Mutability switch
    {
        Mutability.ReadOnly => "R",
        Mutability.WriteOnly => "W",
        _ => "RW",
    } + (setting.IsRebootRequired ? ", after a boot" : "");

    private static string ValueOf(Setting setting)
    {
        var type = setting.DataType switch
        {
            DataType.Boolean => "true, false",
            DataType.Integer => "integer",
            DataType.Decimal => "decimal",
            DataType.DateTime => "date-time",
            DataType.String => "text",
            DataType.OptionList => "one of",
            _ => "list of",
        };
        if (setting.Values is { } values)
            return $"{type} {string.Join(", ", values)}";
        static string Number(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
        var limits = setting is { Min: null, Max: null } || setting.Mutability == Mutability.ReadOnly || setting.DataType == DataType.Boolean ? "" : $" {Number(setting.Min)}–{Number(setting.Max)}";
        return $"{type}{limits}{(setting.DataType == DataType.String && limits.Length > 0 ? " characters" : setting.Unit is null ? "" : $" {setting.Unit}")}";
    }

    private static IEnumerable<FieldInfo> Fields() => typeof(StandardSettings).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(static f => f.GetValue(null) is Setting)
        .OrderBy(static f => ((Setting)f.GetValue(null)!).Name, StringComparer.Ordinal);

    /// <summary>What the source says of each setting, and the file it is in.</summary>
    private static Dictionary<string, (string Chapter, string Summary)> Summaries()
    {
        var found = new Dictionary<string, (string, string)>();
        var folder = Path.Combine(ConformanceTable.Root, "src", "Voltbench.Simulation", "Charger", "Configuration");
        foreach (var file in Directory.EnumerateFiles(folder, "StandardSettings.*.cs"))
        {
            var chapter = Path.GetFileName(file).Split('.')[1];
            foreach (Match match in Field().Matches(File.ReadAllText(file)))
                found[match.Groups["name"].Value] = (chapter, Plain(match.Groups["summary"].Value));
        }

        return found;
    }

    private static string Plain(string summary)
        => Gap().Replace(Tag().Replace(Reference().Replace(summary, "its limit"), ""), " ").Replace("|", "/", StringComparison.Ordinal).Trim();

    [GeneratedRegex("""(?:/// <summary>(?<summary>(?:(?!</summary>)[\s\S])*)</summary>(?:\s*///[^\n]*)*\s*)?public static readonly Setting<[^=]*> (?<name>\w+) =""", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Field();

    [GeneratedRegex("""<see cref="Setting\.Max"/>""", RegexOptions.None, 2000)]
    private static partial Regex Reference();

    [GeneratedRegex("""<[^>]*>|///""", RegexOptions.None, 2000)]
    private static partial Regex Tag();

    [GeneratedRegex("""\s+""", RegexOptions.None, 2000)]
    private static partial Regex Gap();
}

using System.Text.Json;
using Voltbench.Testing.Schemas;

namespace Voltbench.Ocpi.Tests.Examples;

/// <summary>The JSON examples of the specification, see <see cref="SharedFiles"/>.</summary>
internal static class SpecificationExamples
{
    public const string HowToGet =
        "The examples of the specification were not found, so nothing was read. Put the example files of OCPI into shared/ocpi-examples/2.1.1 and shared/ocpi-examples/2.2.1 "
        + "beside the repository, or name the folder that holds ocpi-examples in VOLTBENCH_SHARED.";

    private static readonly Lazy<string?> Root = new(() => SharedFiles.TryLocate("ocpi-examples", "2.1.1", "2.2.1"));

    public static bool Available => Root.Value is not null;

    /// <summary>Names without <c>.json</c>.</summary>
    public static IEnumerable<string> Names(OcpiVersion version) =>
        Directory.EnumerateFiles(Path.Combine(Root.Value!, version.Number()), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    public static string Text(OcpiVersion version, string name) => File.ReadAllText(Path.Combine(Root.Value!, version.Number(), name + ".json"));

    /// <summary>The object in the example: some stand in an envelope or under the name of their member.</summary>
    public static string Object(OcpiVersion version, string name)
    {
        var text = Text(version, name).Trim();
        using var document = JsonDocument.Parse(text.StartsWith('"') ? $"{{{text}}}" : text);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            return document.RootElement.GetRawText();
        foreach (var holder in new[] { "data", "energy_mix", "opening_times" })
        {
            if (document.RootElement.TryGetProperty(holder, out var held) && document.RootElement.EnumerateObject().First().Name == holder)
                return held.GetRawText();
        }

        return document.RootElement.GetRawText();
    }
}

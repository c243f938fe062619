namespace Voltbench.Simulation.Charger;

/// <summary>Fits texts of the catalog into the limits of the messages.</summary>
internal static class Text
{
    public static string Cut(string text, int limit) => text.Length <= limit ? text : text[..limit];

    public static string? CutOrNull(string text, int limit) => text.Length == 0 ? null : Cut(text, limit);
}

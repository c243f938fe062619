using System.Diagnostics.CodeAnalysis;

namespace Voltbench.Simulation.Charger.Configuration;

/// <summary>
/// A variable of the 2.0.1 device model without its EVSE, written <c>Component[instance].Variable[instance]</c>. Names and instances ignore case
/// (part 2 §2.15, §2.59).
/// </summary>
internal sealed record VariableName(string Component, string? ComponentInstance, string Variable, string? Instance)
{
    public static VariableName Of(string text)
        => TryParse(text, out var name) ? name : throw new ArgumentException($"'{text}' names no variable.", nameof(text));

    public static bool TryParse(string text, [NotNullWhen(true)] out VariableName? name)
    {
        name = null;
        // An instance may itself hold a dot: the one that separates is the first outside of brackets.
        var depth = 0;
        var dot = -1;
        for (var i = 0; i < text.Length && dot < 0; i++)
        {
            depth += text[i] switch { '[' => 1, ']' => -1, _ => 0 };
            if (text[i] == '.' && depth == 0)
                dot = i;
        }

        if (dot < 0 || !TrySplit(text[..dot], out var component, out var componentInstance) || !TrySplit(text[(dot + 1)..], out var variable, out var instance))
            return false;
        name = new VariableName(component, componentInstance, variable, instance);
        return true;
    }

    public bool Equals(VariableName? other)
        => other is not null && Same(Component, other.Component) && Same(ComponentInstance, other.ComponentInstance)
            && Same(Variable, other.Variable) && Same(Instance, other.Instance);

    public override int GetHashCode() => HashCode.Combine(Hash(Component), Hash(ComponentInstance), Hash(Variable), Hash(Instance));

    public override string ToString() => $"{Bracketed(Component, ComponentInstance)}.{Bracketed(Variable, Instance)}";

    private static string Bracketed(string name, string? instance) => instance is null ? name : $"{name}[{instance}]";

    private static bool TrySplit(string text, out string name, out string? instance)
    {
        var open = text.IndexOf('[', StringComparison.Ordinal);
        name = open < 0 ? text : text[..open];
        instance = open < 0 ? null : text[(open + 1)..^1];
        return name.Length > 0 && (open < 0 || (text.EndsWith(']') && instance!.Length > 0));
    }

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static int Hash(string? text) => text is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(text);
}
